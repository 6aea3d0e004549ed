package logging

import (
	"context"
	"log/slog"
	"sync/atomic"
)

// ReceivedKey is the name under which a line carries the traceparent that a request came with.
const ReceivedKey = "received_traceparent"

type receivedKey struct{}

// received is a header that the first line of its request has yet to name.
type received struct {
	traceparent string
	named       atomic.Bool
}

// Received returns a context for a request that came with this traceparent, or with "" for none. The
// first line logged with the context names it, so that what was sent can be compared with what the
// service made of it.
func Received(ctx context.Context, traceparent string) context.Context {
	if traceparent == "" {
		traceparent = "none"
	}
	return context.WithValue(ctx, receivedKey{}, &received{traceparent: traceparent})
}

// naming wraps a handler so that the first line of a request names the traceparent that it came with.
type naming struct{ slog.Handler }

// Handle adds the header to the request's first line and passes the line on.
func (h naming) Handle(ctx context.Context, record slog.Record) error {
	header, _ := ctx.Value(receivedKey{}).(*received)
	if header != nil && header.named.CompareAndSwap(false, true) {
		record.AddAttrs(slog.String(ReceivedKey, header.traceparent))
	}
	return h.Handler.Handle(ctx, record)
}

// WithAttrs keeps the wrapping, which the embedded handler would drop.
func (h naming) WithAttrs(attrs []slog.Attr) slog.Handler { return naming{h.Handler.WithAttrs(attrs)} }

// WithGroup keeps the wrapping, which the embedded handler would drop.
func (h naming) WithGroup(name string) slog.Handler { return naming{h.Handler.WithGroup(name)} }
