package queue

import (
	"context"

	amqp "github.com/rabbitmq/amqp091-go"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"
)

// traced does the work of a delivery inside a span. The span that the message's headers
// name is its parent, so that both are in one trace, and its link, which the conventions ask for: a
// receiver that begins a trace of its own keeps the link alone.
func (c *Consumer) traced(ctx context.Context, delivery amqp.Delivery, work func(context.Context) error) {
	ctx = otel.GetTextMapPropagator().Extract(ctx, headerCarrier(delivery.Headers))
	ctx, span := tracer.Start(ctx, "process "+c.queue,
		trace.WithLinks(trace.LinkFromContext(ctx)),
		trace.WithAttributes(c.broker.describe(c.queue, delivery.MessageId, delivery.Body)...),
		trace.WithAttributes(
			semconv.MessagingOperationName("process"),
			semconv.MessagingOperationTypeProcess,
			semconv.MessagingRabbitMQMessageDeliveryTag(int(delivery.DeliveryTag)),
		),
	)
	defer span.End()

	if err := work(ctx); err != nil {
		span.SetAttributes(semconv.ErrorType(err))
		span.SetStatus(codes.Error, err.Error())
	}
}
