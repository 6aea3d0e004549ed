// Package orderid carries an order's id, the business key of the Bookstore, along a request: into
// its context and from there onto its spans and log lines.
package orderid

import (
	"context"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"
)

// Key is the name under which spans and log lines carry the order id.
const Key = attribute.Key("bookstore.order.id")

type contextKey struct{}

// Into returns a context that carries id, and puts id on the span that ctx is in: a server's span
// began before the body with the id could be read.
func Into(ctx context.Context, id string) context.Context {
	trace.SpanFromContext(ctx).SetAttributes(Key.String(id))
	return context.WithValue(ctx, contextKey{}, id)
}

// From returns the order id that ctx carries, or "".
func From(ctx context.Context) string {
	id, _ := ctx.Value(contextKey{}).(string)
	return id
}
