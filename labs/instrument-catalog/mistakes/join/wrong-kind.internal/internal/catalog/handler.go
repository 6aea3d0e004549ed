package catalog

import (
	"net/http"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"bookstore/internal/web"
)

// Handler serves books, and beside them the addresses that machines ask: health and metrics.
func Handler(books Books, checks []web.Check) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /books", served(list(books)))
	mux.Handle("GET /books/{id}", served(lookUp(books)))
	mux.Handle("/", web.Handler(nil, checks))
	return mux
}

// served handles each request inside a SERVER span whose parent is named by the request.
func served(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := propagation.TraceContext{}.Extract(r.Context(), propagation.HeaderCarrier(r.Header))
		ctx, span := otel.Tracer("bookstore/catalog").Start(ctx, "serve", trace.WithSpanKind(trace.SpanKindInternal))
		defer span.End()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}
