package queue

import (
	"context"

	amqp "github.com/rabbitmq/amqp091-go"
)

type receivedKey struct{}

// withReceived returns a context that keeps the traceparent a message came with, as it came.
func withReceived(ctx context.Context, headers amqp.Table) context.Context {
	traceparent, _ := headers["traceparent"].(string)
	return context.WithValue(ctx, receivedKey{}, traceparent)
}

// ReceivedTraceparent returns the traceparent header of the message that ctx is the work of, or "none".
// It is for log lines: what the header says is seen there even where nobody extracts it.
func ReceivedTraceparent(ctx context.Context) string {
	if traceparent, _ := ctx.Value(receivedKey{}).(string); traceparent != "" {
		return traceparent
	}
	return "none"
}
