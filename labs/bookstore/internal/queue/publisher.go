package queue

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"
	amqp "github.com/rabbitmq/amqp091-go"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"
)

// confirmTimeout is how long RabbitMQ may take to say that it has a message.
const confirmTimeout = 2 * time.Second

// Publisher sends messages to one queue.
type Publisher struct {
	broker  *Broker
	queue   string
	mu      sync.Mutex
	channel *amqp.Channel
}

// NewPublisher returns a publisher to queue.
func NewPublisher(broker *Broker, queue string) *Publisher {
	return &Publisher{broker: broker, queue: queue}
}

// Publish sends value as JSON and returns when RabbitMQ has taken it. The message's headers carry the
// PRODUCER span, so that the one who receives it can go on with the same trace.
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
		trace.WithSpanKind(trace.SpanKindProducer),
		trace.WithAttributes(p.broker.describe(p.queue, message.MessageId, body)...),
		trace.WithAttributes(semconv.MessagingOperationName("publish"), semconv.MessagingOperationTypeSend),
	)
	defer span.End()
	otel.GetTextMapPropagator().Inject(ctx, headerCarrier(message.Headers))

	if err := p.send(ctx, message); err != nil {
		span.SetAttributes(semconv.ErrorType(err))
		span.SetStatus(codes.Error, "not published")
		return fmt.Errorf("publish to %s: %w", p.queue, err)
	}
	return nil
}

func (p *Publisher) send(ctx context.Context, message amqp.Publishing) error {
	ctx, cancel := context.WithTimeout(ctx, confirmTimeout)
	defer cancel()
	channel, err := p.open()
	if err != nil {
		return err
	}
	confirmation, err := channel.PublishWithDeferredConfirmWithContext(ctx, "", p.queue, true, false, message)
	if err != nil {
		return err
	}
	acked, err := confirmation.WaitContext(ctx)
	if err != nil {
		return fmt.Errorf("wait for RabbitMQ to confirm: %w", err)
	}
	if !acked {
		return errRefused
	}
	return nil
}

// open returns the channel in use, or a new one if it was lost.
func (p *Publisher) open() (*amqp.Channel, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.channel != nil && !p.channel.IsClosed() {
		return p.channel, nil
	}
	channel, err := p.broker.channel()
	if err != nil {
		return nil, err
	}
	if err := errors.Join(declare(channel, p.queue), channel.Confirm(false)); err != nil {
		return nil, err
	}
	p.channel = channel
	return channel, nil
}
