package queue

import (
	"go.opentelemetry.io/otel/attribute"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
)

const tracerName = "bookstore/internal/queue"

// describe gives the attributes that both ends of a message share, by the messaging conventions.
func describe(queue, messageID string, body []byte) []attribute.KeyValue {
	return []attribute.KeyValue{
		semconv.MessagingSystemRabbitMQ,
		semconv.MessagingDestinationName(queue),
		semconv.MessagingRabbitMQDestinationRoutingKey(queue),
		semconv.MessagingMessageID(messageID),
		semconv.MessagingMessageBodySize(len(body)),
	}
}
