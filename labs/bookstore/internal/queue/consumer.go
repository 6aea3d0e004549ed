package queue

import (
	"context"
	"fmt"
	"log/slog"
	"time"
)

// retryAfter is the pause before a lost connection is tried again.
const retryAfter = 500 * time.Millisecond

// Process does the work of one message. An error means that the message cannot be used and must not
// come again.
type Process func(ctx context.Context, body []byte) error

// Consumer receives the messages of one queue.
type Consumer struct {
	broker  *Broker
	queue   string
	process Process
}

// NewConsumer returns a consumer that gives every message of queue to process.
func NewConsumer(broker *Broker, queue string, process Process) *Consumer {
	return &Consumer{broker: broker, queue: queue, process: process}
}

// Run receives until ctx ends, and finishes the message it is at. When the connection is lost, it
// starts again as soon as RabbitMQ is back.
func (c *Consumer) Run(ctx context.Context) error {
	for {
		err := c.receive(ctx)
		if ctx.Err() != nil {
			return nil
		}
		slog.Warn("messages stopped coming, trying again", "queue", c.queue, "error", err.Error())
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(retryAfter):
		}
	}
}

// receive handles messages one by one until ctx ends or the channel is lost.
func (c *Consumer) receive(ctx context.Context) error {
	channel, err := c.broker.channel()
	if err != nil {
		return err
	}
	defer channel.Close()
	if err := declare(channel, c.queue); err != nil {
		return err
	}
	if err := channel.Qos(1, 0, false); err != nil {
		return fmt.Errorf("ask for one message at a time: %w", err)
	}
	deliveries, err := channel.ConsumeWithContext(ctx, c.queue, "", false, false, false, false, nil)
	if err != nil {
		return fmt.Errorf("consume from %s: %w", c.queue, err)
	}
	slog.Info("waiting for messages", "queue", c.queue)
	for delivery := range deliveries {
		c.handle(delivery)
	}
	return fmt.Errorf("the channel to %s is closed", c.queue)
}
