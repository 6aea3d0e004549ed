package web

import (
	"net/http"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/trace"

	"bookstore/internal/callsite"
)

// spanOptions gives the options of the SERVER spans of a route: whose trace they belong to, and where
// the route's handler is written.
func spanOptions(handler http.Handler) []otelhttp.Option {
	return []otelhttp.Option{
		trust(),
		otelhttp.WithSpanOptions(trace.WithAttributes(callsite.Of(handler)...)),
	}
}
