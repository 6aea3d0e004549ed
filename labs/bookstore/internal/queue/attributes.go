package queue

import (
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"
)

// tracer makes the spans of this package. The schema URL says which version of the conventions their
// attributes follow.
var tracer = otel.Tracer("bookstore/internal/queue", trace.WithSchemaURL(semconv.SchemaURL))

// describe gives the attributes that both ends of a message share, by the messaging conventions.
func (b *Broker) describe(queue, messageID string, body []byte) []attribute.KeyValue {
	return append([]attribute.KeyValue{
		semconv.MessagingSystemRabbitMQ,
		semconv.MessagingDestinationName(queue),
		semconv.MessagingRabbitMQDestinationRoutingKey(queue),
		semconv.MessagingMessageID(messageID),
		semconv.MessagingMessageBodySize(len(body)),
	}, b.server...)
}
