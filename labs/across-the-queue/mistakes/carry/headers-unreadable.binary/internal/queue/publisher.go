package queue

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	amqp "github.com/rabbitmq/amqp091-go"
	"go.opentelemetry.io/otel/codes"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"
)

// Publisher sends messages to one queue.
type Publisher struct {
	broker *Broker
	queue  string
	sender *sender
}

// NewPublisher returns a publisher to queue.
func NewPublisher(broker *Broker, queue string) *Publisher {
	return &Publisher{broker: broker, queue: queue, sender: newSender(broker, queue)}
}

// Publish sends value as JSON and returns when RabbitMQ has put it into the queue. The message's headers
// carry the span that sends it, so that whoever receives it can go on with the same trace.
func (p *Publisher) Publish(ctx context.Context, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("encode a message for %s: %w", p.queue, err)
	}
	message := amqp.Publishing{
		MessageId:    uuid.NewString(),
		ContentType:  "application/json",
		DeliveryMode: amqp.Persistent,
		Timestamp:    time.Now(),
		Headers:      amqp.Table{},
		Body:         body,
	}
	ctx, span := tracer.Start(ctx, "publish "+p.queue,
		trace.WithAttributes(p.broker.describe(p.queue, message.MessageId, body)...),
		trace.WithAttributes(semconv.MessagingOperationName("publish"), semconv.MessagingOperationTypeSend),
	)
	defer span.End()
	message.Headers["ctx"] = senderBytes(trace.SpanContextFromContext(ctx))

	if err := p.sender.send(ctx, message); err != nil {
		span.SetAttributes(semconv.ErrorType(err))
		span.SetStatus(codes.Error, "not published")
		return fmt.Errorf("publish to %s: %w", p.queue, err)
	}
	return nil
}
