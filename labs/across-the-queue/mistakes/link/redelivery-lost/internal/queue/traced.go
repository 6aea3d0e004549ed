package queue

import (
	"context"

	amqp "github.com/rabbitmq/amqp091-go"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"
)

// traced does the work of a delivery inside a CONSUMER span, the root of a trace of its own. A link leads to
// the PRODUCER span that the message's headers name.
func (c *Consumer) traced(ctx context.Context, delivery amqp.Delivery, work func(context.Context) error) {
	received := otel.GetTextMapPropagator().Extract(ctx, headerCarrier(delivery.Headers))
	ctx, span := tracer.Start(ctx, "process "+c.queue,
		trace.WithSpanKind(trace.SpanKindConsumer),
		trace.WithNewRoot(),
		trace.WithAttributes(c.broker.describe(c.queue, delivery.MessageId, delivery.Body)...),
		trace.WithAttributes(
			semconv.MessagingOperationName("process"),
			semconv.MessagingOperationTypeProcess,
			semconv.MessagingRabbitMQMessageDeliveryTag(int(delivery.DeliveryTag)),
		),
	)
	defer span.End()

	sender := trace.SpanContextFromContext(received)
	if !delivery.Redelivered {
		span.AddLink(trace.Link{SpanContext: sender})
	}
	if err := work(ctx); err != nil {
		span.SetAttributes(semconv.ErrorType(err))
		span.SetStatus(codes.Error, err.Error())
	}
}
