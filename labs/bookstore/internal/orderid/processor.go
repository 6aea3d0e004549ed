package orderid

import (
	"context"

	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// Processor is a span processor that puts the order id onto every entry and exit span that starts
// in a context which carries one. The clients themselves need not know of it.
type Processor struct{}

// OnStart adds the order id to a span that enters or leaves the service.
func (Processor) OnStart(parent context.Context, span sdktrace.ReadWriteSpan) {
	if span.SpanKind() == trace.SpanKindInternal {
		return
	}
	if id := From(parent); id != "" {
		span.SetAttributes(Key.String(id))
	}
}

// OnEnd does nothing: the id is there from the start.
func (Processor) OnEnd(sdktrace.ReadOnlySpan) {}

// Shutdown does nothing: there is nothing to release.
func (Processor) Shutdown(context.Context) error { return nil }

// ForceFlush does nothing: nothing is held back.
func (Processor) ForceFlush(context.Context) error { return nil }
