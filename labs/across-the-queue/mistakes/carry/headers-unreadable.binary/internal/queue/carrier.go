package queue

import (
	amqp "github.com/rabbitmq/amqp091-go"
	"go.opentelemetry.io/otel/trace"
)

func senderBytes(c trace.SpanContext) []byte {
	t, s := c.TraceID(), c.SpanID()
	out := append(t[:], s[:]...)
	out = append(out, byte(c.TraceFlags()))
	return append(out, c.TraceState().String()...)
}

func senderIn(headers amqp.Table) trace.SpanContext {
	b, _ := headers["ctx"].([]byte)
	if len(b) < 25 {
		return trace.SpanContext{}
	}
	state, _ := trace.ParseTraceState(string(b[25:]))
	return trace.NewSpanContext(trace.SpanContextConfig{TraceID: trace.TraceID(b[:16]), SpanID: trace.SpanID(b[16:24]), TraceFlags: trace.TraceFlags(b[24]), TraceState: state, Remote: true})
}

// headerCarrier lets a propagator read and write a message's headers, as it does those of HTTP.
type headerCarrier amqp.Table

// Get returns the header key, or "" if it is missing or no text.
func (c headerCarrier) Get(key string) string {
	value, _ := c[key].(string)
	return value
}

// Set writes the header key.
func (c headerCarrier) Set(key, value string) { c[key] = value }

// Keys lists the names of all headers.
func (c headerCarrier) Keys() []string {
	return nil
}
