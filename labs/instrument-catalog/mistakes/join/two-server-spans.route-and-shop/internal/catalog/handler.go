package catalog

import (
	"net/http"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"

	"bookstore/internal/web"
)

// Handler serves books, and beside them the addresses that machines ask: health and metrics.
func Handler(books Books, checks []web.Check) http.Handler {
	return otelhttp.NewHandler(web.Handler(Routes(books), checks), "catalog")
}
