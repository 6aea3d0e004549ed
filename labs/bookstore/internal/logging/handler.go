// Package logging writes the Bookstore's log: one JSON object a line, tied to its trace and order.
package logging

import (
	"context"
	"log/slog"

	"go.opentelemetry.io/otel/trace"

	"bookstore/internal/orderid"
)

// Correlated wraps next so that a line logged with a request's context names its trace, span and order.
func Correlated(next slog.Handler) slog.Handler {
	return correlated{next}
}

type correlated struct{ slog.Handler }

// Handle adds the ids that ctx carries and passes the line on.
func (h correlated) Handle(ctx context.Context, record slog.Record) error {
	if span := trace.SpanContextFromContext(ctx); span.IsValid() {
		record.AddAttrs(
			slog.String("trace_id", span.TraceID().String()),
			slog.String("span_id", span.SpanID().String()),
			slog.String("trace_flags", span.TraceFlags().String()),
		)
	}
	if id := orderid.From(ctx); id != "" {
		record.AddAttrs(slog.String(string(orderid.Key), id))
	}
	return h.Handler.Handle(ctx, record)
}

// WithAttrs keeps the wrapping, which the embedded handler would drop.
func (h correlated) WithAttrs(attrs []slog.Attr) slog.Handler {
	return correlated{h.Handler.WithAttrs(attrs)}
}

// WithGroup keeps the wrapping, which the embedded handler would drop.
func (h correlated) WithGroup(name string) slog.Handler {
	return correlated{h.Handler.WithGroup(name)}
}
