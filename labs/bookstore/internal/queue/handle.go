package queue

import (
	"context"
	"log/slog"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
)

// processTimeout is how long the work of one message may take.
const processTimeout = 2 * time.Second

// handle does the work of one delivery and settles it. It has a context of its own: a message that was
// begun is finished even when the service is asked to end.
func (c *Consumer) handle(delivery amqp.Delivery) {
	ctx, cancel := context.WithTimeout(context.Background(), processTimeout)
	defer cancel()
	c.traced(ctx, delivery, func(ctx context.Context) error {
		failed := c.process(ctx, delivery.Body)
		// Settled inside the CONSUMER span. A span of its own, as the conventions offer it, would only measure
		// a write to the socket: RabbitMQ does not answer an acknowledgement.
		if err := c.settle(ctx, delivery, failed); err != nil {
			slog.ErrorContext(ctx, "message not settled", "queue", c.queue, "error", err.Error())
			return err
		}
		return failed
	})
}

// settle tells RabbitMQ what becomes of a message after its work.
func (c *Consumer) settle(ctx context.Context, delivery amqp.Delivery, failed error) error {
	if failed == nil {
		return delivery.Ack(false)
	}
	slog.ErrorContext(ctx, "message rejected", "queue", c.queue, "error", failed.Error())
	return delivery.Reject(false)
}
