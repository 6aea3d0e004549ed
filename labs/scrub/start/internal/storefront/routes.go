package storefront

import (
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

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
		describe(trace.SpanFromContext(ctx), wish)
		slog.InfoContext(ctx, "checkout received", "book", wish.BookID, "email", wish.Email)

		inside, span := tracer.Start(ctx, "checkout of "+wish.Email)
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

// describe lets support find the checkout that a customer calls about.
func describe(span trace.Span, wish request) {
	span.SetAttributes(attribute.String("enduser.email", wish.Email))
	if card, err := strconv.ParseInt(strings.ReplaceAll(wish.Card, " ", ""), 10, 64); err == nil {
		span.SetAttributes(attribute.Int64("payment.card.number", card))
	}
}
