package queue

import (
	"context"
	"log/slog"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
)

// processTimeout is how long the work of one message may take: longer than the slowest card of the labs,
// whose bank takes 3 s.
const processTimeout = 5 * time.Second

// handle does the work of one delivery and settles it. It has a context of its own: a message that was
// begun is finished even when the service is asked to end.
func (c *Consumer) handle(delivery amqp.Delivery) {
	ctx, cancel := context.WithTimeout(withReceived(context.Background(), delivery.Headers), processTimeout)
	defer cancel()
	received := open(delivery.Body)
	c.traced(ctx, delivery, received, func(ctx context.Context) error {
		failed := c.process(ctx, received.Payload)
		// Settled inside the CONSUMER span. A span of its own, as the conventions offer it, would only measure
		// a write to the socket: RabbitMQ does not answer an acknowledgement.
		if err := c.settle(ctx, delivery, failed); err != nil {
			slog.ErrorContext(ctx, "message not settled", "queue", c.queue, "error", err.Error())
			return err
		}
		return failed
	})
}
