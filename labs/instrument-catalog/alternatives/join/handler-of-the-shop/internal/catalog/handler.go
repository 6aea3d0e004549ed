package catalog

import (
	"net/http"

	"bookstore/internal/web"
)

// Handler serves books, and beside them the addresses that machines ask: health and metrics.
func Handler(books Books, checks []web.Check) http.Handler {
	return web.Handler(Routes(books), checks)
}
