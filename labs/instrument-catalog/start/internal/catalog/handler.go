package catalog

import (
	"net/http"

	"bookstore/internal/web"
)

// Handler serves books, and beside them the addresses that machines ask: health and metrics.
func Handler(books Books, checks []web.Check) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /books", list(books))
	mux.Handle("GET /books/{id}", lookUp(books))
	mux.Handle("/", web.Handler(nil, checks))
	return mux
}
