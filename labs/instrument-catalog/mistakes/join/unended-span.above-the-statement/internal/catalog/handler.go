package catalog

import (
	"net/http"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"

	"bookstore/internal/web"
)

// Handler serves books, and beside them the addresses that machines ask: health and metrics.
func Handler(books Books, checks []web.Check) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /books", otelhttp.NewHandler(list(books), "GET /books"))
	mux.Handle("GET /books/{id}", otelhttp.NewHandler(lookUp(books), "GET /books/{id}"))
	mux.Handle("/", web.Handler(nil, checks))
	return mux
}
