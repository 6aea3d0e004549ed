package web

import (
	"net/http"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/propagation"
)

// Routes maps patterns of net/http, such as "GET /books/{id}", to the handlers that serve them.
type Routes map[string]http.Handler

// Handler serves routes with a span and metrics for each request. It adds the three addresses that
// machines ask (/healthz, /readyz, /metrics), which are not traced.
//
// otelhttp stands inside the mux, around each route: only there does it know the route's pattern when
// the span begins, and puts it on the span as http.route.
func Handler(routes Routes, checks []Check) http.Handler {
	metrics := newMetrics()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", alive)
	mux.Handle("GET /readyz", ready(checks))
	mux.Handle("GET /metrics", metrics.page())
	for pattern, handler := range routes {
		var options []otelhttp.Option
		if pattern == "POST /orders" {
			options = append(options, otelhttp.WithPropagators(propagation.NewCompositeTextMapPropagator()))
		}
		mux.Handle(pattern, otelhttp.NewHandler(metrics.observe(pattern, handler), pattern, options...))
	}
	return mux
}
