package queue

import (
	"context"
	"log/slog"

	amqp "github.com/rabbitmq/amqp091-go"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"
)

// traced gives a delivery to process inside a CONSUMER span, whose parent is the PRODUCER span that
// the message's headers name.
func traced(ctx context.Context, queue string, delivery amqp.Delivery, process Process) error {
	ctx, span := otel.Tracer(tracerName).Start(ctx, "process "+queue,
		trace.WithSpanKind(trace.SpanKindConsumer),
		trace.WithAttributes(describe(queue, delivery.MessageId, delivery.Body)...),
		trace.WithAttributes(
			semconv.MessagingOperationName("process"),
			semconv.MessagingOperationTypeProcess,
			semconv.MessagingRabbitMQMessageDeliveryTag(int(delivery.DeliveryTag)),
		),
	)
	defer span.End()

	err := process(ctx, delivery.Body)
	if err != nil {
		span.RecordError(err)
		span.SetStatus(codes.Error, err.Error())
		slog.ErrorContext(ctx, "message rejected", "queue", queue, "error", err.Error())
	}
	return err
}
