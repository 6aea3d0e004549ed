package catalog

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"bookstore/internal/web"
)

// Books is where the catalog's books come from.
type Books interface {
	Book(ctx context.Context, id string) (Book, error)
	Books(ctx context.Context) ([]Book, error)
}

// Routes serves books.
func Routes(books Books) web.Routes {
	return web.Routes{
		"GET /books":      list(books),
		"GET /books/{id}": lookUp(books),
	}
}

func list(books Books) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		found, err := books.Books(r.Context())
		if err != nil {
			unavailable(w, r, err)
			return
		}
		slog.InfoContext(r.Context(), "books listed", "count", len(found))
		web.Reply(w, http.StatusOK, found)
	}
}

func lookUp(books Books) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id := r.PathValue("id")
		ctx := propagation.TraceContext{}.Extract(r.Context(), propagation.HeaderCarrier(r.Header))
		ctx, span := otel.Tracer("bookstore/catalog").Start(ctx, "look up book", trace.WithSpanKind(trace.SpanKindServer))
		defer span.End()
		span.SetAttributes(attribute.String("bookstore.book.id", id))

		r = r.WithContext(ctx)
		slog.InfoContext(r.Context(), "look-up received", "book", id)
		book, err := books.Book(r.Context(), id)
		switch {
		case errors.Is(err, ErrNotFound):
			slog.InfoContext(r.Context(), "book not found", "book", id)
			web.Fail(w, http.StatusNotFound, "no such book: "+id)
		case err != nil:
			unavailable(w, r, err)
		default:
			slog.InfoContext(r.Context(), "book looked up", "book", id, "price_cents", book.PriceCents)
			web.Reply(w, http.StatusOK, book)
		}
	}
}

func unavailable(w http.ResponseWriter, r *http.Request, err error) {
	slog.ErrorContext(r.Context(), "catalog unavailable", "error", err.Error())
	web.Fail(w, http.StatusServiceUnavailable, "the catalog's database does not answer")
}
