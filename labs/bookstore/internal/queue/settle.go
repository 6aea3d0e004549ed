package queue

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"time"

	"github.com/google/uuid"
	amqp "github.com/rabbitmq/amqp091-go"
)

// settle tells RabbitMQ what becomes of a message: done, once more, or dead.
func (c *Consumer) settle(ctx context.Context, delivery amqp.Delivery, failed error) error {
	if failed == nil {
		return delivery.Ack(false)
	}
	// Once only: a message that never succeeds would come again without end.
	if errors.Is(failed, ErrRequeue) && !delivery.Redelivered {
		slog.WarnContext(ctx, "message comes again", "queue", c.queue, "error", failed.Error())
		return delivery.Nack(false, true)
	}
	// Work that took too long has used up its context; the dead letters have a time limit of their own.
	if err := c.bury(context.WithoutCancel(ctx), deadLetter(delivery, c.queue, failed)); err != nil {
		time.Sleep(retryAfter)
		// It fails only with the channel, and then the message comes again by itself.
		_ = delivery.Nack(false, true)
		return fmt.Errorf("move a message (%v) to %s: %w", failed, deadLetters(c.queue), err)
	}
	slog.ErrorContext(ctx, "message moved to the dead letters",
		"queue", c.queue, "message_id", delivery.MessageId, "error", failed.Error())
	return delivery.Ack(false)
}

// deadLetter is the message as it came, with the reason why nobody can use it. Its headers still name the
// span that sent it, so that whoever looks into it finds its trace.
//
// The consumer moves it, where RabbitMQ could do so by a dead-letter exchange: that would be an argument
// of the queue, and a queue which exists already cannot be declared with other arguments (406).
func deadLetter(delivery amqp.Delivery, queue string, failed error) amqp.Publishing {
	headers := amqp.Table{}
	maps.Copy(headers, delivery.Headers)
	headers["x-dead-reason"] = failed.Error()
	headers["x-dead-queue"] = queue
	id := delivery.MessageId
	if id == "" {
		id = uuid.NewString() // a sender who gives none is possible; confirmations need one
	}
	return amqp.Publishing{
		MessageId:    id,
		ContentType:  delivery.ContentType,
		DeliveryMode: amqp.Persistent,
		Timestamp:    delivery.Timestamp,
		Headers:      headers,
		Body:         delivery.Body,
	}
}
