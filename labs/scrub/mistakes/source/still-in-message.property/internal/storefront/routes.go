package storefront

import (
	"log/slog"
	"net/http"

	"go.opentelemetry.io/otel"

	"bookstore/internal/orderid"
	"bookstore/internal/web"
)

var tracer = otel.Tracer("bookstore/internal/storefront")

// Routes takes checkouts.
func Routes(catalog Catalog, orders Orders) web.Routes {
	return web.Routes{"POST /checkout": handle(catalog, orders)}
}

func handle(catalog Catalog, orders Orders) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		wish, err := read(w, r)
		if err != nil {
			web.Fail(w, http.StatusBadRequest, err.Error())
			return
		}
		// From here on the context carries the order id, so that spans and log lines of this checkout do too.
		ctx := orderid.Into(r.Context(), wish.OrderID)
		slog.InfoContext(ctx, "checkout received", "book", wish.BookID)

		inside, span := tracer.Start(ctx, "checkout")
		receipt, err := checkout(inside, catalog, orders, wish)
		span.End()
		if err != nil {
			// The log says which service answered what. The customer is not told: addresses and errors of our
			// own network are of no use to them, and of some use to an attacker.
			slog.ErrorContext(ctx, "checkout failed", "error", err.Error())
			web.Fail(w, status(err), apology(status(err)))
			return
		}
		slog.InfoContext(ctx, "checkout accepted", "price_cents", receipt.PriceCents)
		web.Reply(w, http.StatusCreated, receipt)
		sendReceipt(ctx, catalog, wish)
	}
}
