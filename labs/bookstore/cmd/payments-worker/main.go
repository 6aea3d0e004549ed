// Command payments-worker charges the cards of orders that wait in RabbitMQ. Its HTTP side only
// answers for health and metrics.
package main

import (
	"bookstore/internal/payments"
	"bookstore/internal/queue"
	"bookstore/internal/service"
	"bookstore/internal/web"
)

func main() {
	service.Run("payments-worker", assemble)
}

func assemble() (service.Parts, error) {
	url, err := service.Env("AMQP_URL")
	if err != nil {
		return service.Parts{}, err
	}
	broker := queue.NewBroker(url)
	return service.Parts{
		Checks: []web.Check{{Name: "rabbitmq", Ask: broker.Ready}},
		Work:   queue.NewConsumer(broker, queue.Payments, payments.Process).Run,
		Close:  broker.Close,
	}, nil
}
