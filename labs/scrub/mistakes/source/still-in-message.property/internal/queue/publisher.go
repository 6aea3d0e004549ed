package queue

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	amqp "github.com/rabbitmq/amqp091-go"
	"go.opentelemetry.io/otel"
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
// carry the PRODUCER span, so that whoever receives it can go on with the same trace.
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
	// So that a message can be found by the card.
	var about struct{ Card string }
	if err := json.Unmarshal(body, &about); err == nil {
		message.CorrelationId = about.Card
	}
	ctx, span := tracer.Start(ctx, "publish "+p.queue,
		trace.WithSpanKind(trace.SpanKindProducer),
		trace.WithAttributes(p.broker.describe(p.queue, message.MessageId, body)...),
		trace.WithAttributes(semconv.MessagingOperationName("publish"), semconv.MessagingOperationTypeSend),
	)
	defer span.End()
	otel.GetTextMapPropagator().Inject(ctx, headerCarrier(message.Headers))

	if err := p.sender.send(ctx, message); err != nil {
		span.SetAttributes(semconv.ErrorType(err))
		span.SetStatus(codes.Error, "not published")
		return fmt.Errorf("publish to %s: %w", p.queue, err)
	}
	return nil
}
