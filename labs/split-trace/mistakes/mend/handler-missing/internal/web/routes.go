package web

import (
	"net/http"
)

// Routes maps patterns of net/http, such as "GET /books/{id}", to the handlers that serve them.
type Routes map[string]http.Handler

// Handler serves routes with a span and metrics for each request. It adds the three addresses that
// machines ask (/healthz, /readyz, /metrics), which are not traced.
//
// otelhttp stands inside the mux, around each route: only there does it know the route's pattern when
// the span begins. It puts the pattern's path on the span as http.route and calls the span by method and
// route. The pattern that it is given besides does not name the span: since otelhttp 0.69 the second
// argument reaches only a formatter of names, and there is none here.
func Handler(routes Routes, checks []Check) http.Handler {
	metrics := newMetrics()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", alive)
	mux.Handle("GET /readyz", ready(checks))
	mux.Handle("GET /metrics", metrics.page())
	for pattern, handler := range routes {
		mux.Handle(pattern, metrics.observe(pattern, received(handler)))
	}
	return mux
}
