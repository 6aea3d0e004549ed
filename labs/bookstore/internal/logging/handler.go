// Package logging writes the Bookstore's log: one JSON object a line, tied to its trace and order.
package logging

import (
	"context"
	"log/slog"
	"slices"

	"go.opentelemetry.io/otel/trace"

	"bookstore/internal/orderid"
)

// Correlated wraps next so that a line logged with a request's context names its trace, span and order.
// The ids stand at the top of the line, also where the logger has opened a group: whoever searches the
// log looks for them there.
func Correlated(next slog.Handler) slog.Handler {
	return correlated{next: next}
}

// correlated keeps next as it was before the first group, and what was done to the logger since.
type correlated struct {
	next  slog.Handler
	since []func(slog.Handler) slog.Handler
}

// Enabled asks the wrapped handler.
func (h correlated) Enabled(ctx context.Context, level slog.Level) bool {
	return h.next.Enabled(ctx, level)
}

// Handle adds the ids that ctx carries and passes the line on.
func (h correlated) Handle(ctx context.Context, record slog.Record) error {
	if len(h.since) == 0 {
		record.AddAttrs(ids(ctx)...)
		return h.next.Handle(ctx, record)
	}
	next := h.next.WithAttrs(ids(ctx))
	for _, again := range h.since {
		next = again(next)
	}
	return next.Handle(ctx, record)
}

// ids reads the span and the order that ctx carries.
func ids(ctx context.Context) []slog.Attr {
	var found []slog.Attr
	if span := trace.SpanContextFromContext(ctx); span.IsValid() {
		found = append(found,
			slog.String("trace_id", span.TraceID().String()),
			slog.String("span_id", span.SpanID().String()),
			slog.String("trace_flags", span.TraceFlags().String()),
		)
	}
	if id := orderid.From(ctx); id != "" {
		found = append(found, slog.String(string(orderid.Key), id))
	}
	return found
}

// WithAttrs adds attrs to every line, in the group that is open.
func (h correlated) WithAttrs(attrs []slog.Attr) slog.Handler {
	if len(h.since) == 0 {
		return correlated{next: h.next.WithAttrs(attrs)}
	}
	return h.then(func(next slog.Handler) slog.Handler { return next.WithAttrs(attrs) })
}

// WithGroup puts what comes after it into a group.
func (h correlated) WithGroup(name string) slog.Handler {
	return h.then(func(next slog.Handler) slog.Handler { return next.WithGroup(name) })
}

func (h correlated) then(step func(slog.Handler) slog.Handler) slog.Handler {
	return correlated{h.next, append(slices.Clip(h.since), step)}
}
