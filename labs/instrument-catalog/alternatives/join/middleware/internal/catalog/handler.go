package catalog

import (
	"net/http"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"

	"bookstore/internal/web"
)

// Handler serves books, and beside them the addresses that machines ask: health and metrics.
func Handler(books Books, checks []web.Check) http.Handler {
	traced := otelhttp.NewMiddleware("catalog")
	mux := http.NewServeMux()
	mux.Handle("GET /books", traced(list(books)))
	mux.Handle("GET /books/{id}", traced(lookUp(books)))
	mux.Handle("/", web.Handler(nil, checks))
	return mux
}
