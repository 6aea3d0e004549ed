// Command orders records orders in Postgres and asks for their payment through RabbitMQ.
package main

import (
	"errors"

	"bookstore/internal/database"
	"bookstore/internal/orders"
	"bookstore/internal/queue"
	"bookstore/internal/service"
	"bookstore/internal/web"
)

func main() {
	service.Run("orders", assemble)
}

func assemble() (service.Parts, error) {
	databaseURL, err := service.Env("DATABASE_URL")
	if err != nil {
		return service.Parts{}, err
	}
	amqpURL, err := service.Env("AMQP_URL")
	if err != nil {
		return service.Parts{}, err
	}
	db, err := database.Open(databaseURL)
	if err != nil {
		return service.Parts{}, err
	}
	broker := queue.NewBroker(amqpURL)
	return service.Parts{
		Routes: orders.Routes(orders.NewStore(db), queue.NewPublisher(broker, queue.Payments)),
		Checks: []web.Check{{Name: "postgres", Ask: db.PingContext}, {Name: "rabbitmq", Ask: broker.Ready}},
		Close:  func() error { return errors.Join(broker.Close(), db.Close()) },
	}, nil
}
