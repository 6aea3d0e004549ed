package queue

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
)

const (
	// atOnce is how many messages a consumer works on at the same time: with one, a slow payment would
	// delay every other.
	atOnce = 8
	// retryAfter is the pause before a lost connection is tried again.
	retryAfter = 500 * time.Millisecond
)

// ErrRequeue, wrapped in the error of a Process, says that the same message may succeed when it is
// delivered again.
var ErrRequeue = errors.New("to be tried again")

// Process does the work of one message. After an error the message does not come again, unless the
// error wraps ErrRequeue: then it comes once more.
type Process func(ctx context.Context, body []byte) error

// Consumer receives the messages of one queue.
type Consumer struct {
	broker  *Broker
	queue   string
	process Process
	// bury puts a message among the dead letters.
	bury func(ctx context.Context, message amqp.Publishing) error
	// sender is the context of whoever sends.
	sender context.Context
	first  sync.Once
}

// NewConsumer returns a consumer that gives every message of queue to process.
func NewConsumer(broker *Broker, queue string, process Process) *Consumer {
	return &Consumer{broker: broker, queue: queue, process: process, bury: newSender(broker, deadLetters(queue)).send}
}

// Run receives until ctx ends, and finishes the messages it is at. When the connection is lost, it
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

// receive handles messages until ctx ends or the channel is lost.
func (c *Consumer) receive(ctx context.Context) error {
	channel, err := c.broker.channel()
	if err != nil {
		return err
	}
	defer channel.Close()
	if err := declare(channel, c.queue); err != nil {
		return err
	}
	// RabbitMQ sends no more than these before some are settled, so handleAll need not count.
	if err := channel.Qos(atOnce, 0, false); err != nil {
		return fmt.Errorf("ask for %d messages at a time: %w", atOnce, err)
	}
	deliveries, err := channel.ConsumeWithContext(ctx, c.queue, "", false, false, false, false, nil)
	if err != nil {
		return fmt.Errorf("consume from %s: %w", c.queue, err)
	}
	slog.Info("waiting for messages", "queue", c.queue)
	c.handleAll(deliveries)
	return fmt.Errorf("the channel to %s is closed", c.queue)
}

// handleAll works on every delivery at once and returns when no more come and all are settled: only
// then may the channel be closed on which they are settled.
func (c *Consumer) handleAll(deliveries <-chan amqp.Delivery) {
	var working sync.WaitGroup
	defer working.Wait()
	for delivery := range deliveries {
		working.Go(func() { c.handle(delivery) })
	}
}
