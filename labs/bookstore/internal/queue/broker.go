package queue

import (
	"context"
	"fmt"
	"sync"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
	"go.opentelemetry.io/otel/attribute"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
)

// Payments is the queue of payments to be made.
const Payments = "payments"

// deadLetters gives the queue for messages of queue that nobody can use.
func deadLetters(queue string) string { return queue + ".dead-letters" }

// Broker keeps one connection to RabbitMQ. It dials when first used, and again when the connection
// is found lost, so that a broker that comes back is used without anyone restarting a service.
type Broker struct {
	url string
	// server is where the broker is, as spans name it; empty when the URL cannot be read.
	server []attribute.KeyValue
	mu     sync.Mutex
	conn   *amqp.Connection
}

// NewBroker returns a broker at url; it does not connect yet.
func NewBroker(url string) *Broker {
	broker := &Broker{url: url}
	// An URL that cannot be read is told by the first connection.
	if address, err := amqp.ParseURI(url); err == nil {
		broker.server = []attribute.KeyValue{semconv.ServerAddress(address.Host), semconv.ServerPort(address.Port)}
	}
	return broker
}

// Ready reports whether RabbitMQ answers, and connects if need be.
func (b *Broker) Ready(context.Context) error {
	channel, err := b.channel()
	if err != nil {
		return err
	}
	return channel.Close()
}

// Close ends the connection.
func (b *Broker) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.conn == nil || b.conn.IsClosed() {
		return nil
	}
	return b.conn.Close()
}

// channel opens a channel on the connection, after dialling if there is none.
func (b *Broker) channel() (*amqp.Channel, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.conn == nil || b.conn.IsClosed() {
		conn, err := amqp.DialConfig(b.url, amqp.Config{
			Dial:      amqp.DefaultDial(time.Second),
			Heartbeat: 5 * time.Second,
		})
		if err != nil {
			return nil, fmt.Errorf("connect to RabbitMQ: %w", err)
		}
		b.conn = conn
	}
	channel, err := b.conn.Channel()
	if err != nil {
		return nil, fmt.Errorf("open a channel to RabbitMQ: %w", err)
	}
	return channel, nil
}

// declare makes sure that the queue exists; it is kept across restarts of RabbitMQ.
func declare(channel *amqp.Channel, name string) error {
	if _, err := channel.QueueDeclare(name, true, false, false, false, nil); err != nil {
		return fmt.Errorf("declare the queue %s: %w", name, err)
	}
	return nil
}
