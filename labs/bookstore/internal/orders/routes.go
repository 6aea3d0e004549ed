package orders

import (
	"log/slog"
	"net/http"

	"bookstore/internal/orderid"
	"bookstore/internal/web"
)

// Routes takes orders.
func Routes(recorder Recorder, payments Publisher) web.Routes {
	return web.Routes{"POST /orders": place(recorder, payments)}
}

// place records an order first and asks for its payment then. When the second fails the caller is
// told so and may send the order again: it is recorded once, and paid for when the message gets through.
func place(recorder Recorder, payments Publisher) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		order, err := read(w, r)
		if err != nil {
			web.Fail(w, http.StatusBadRequest, err.Error())
			return
		}
		ctx := orderid.Into(r.Context(), order.OrderID)
		slog.InfoContext(ctx, "order received", "book", order.BookID)

		if err := recorder.Insert(ctx, order); err != nil {
			slog.ErrorContext(ctx, "order not recorded", "error", err.Error())
			web.Fail(w, http.StatusServiceUnavailable, "the order database does not answer")
			return
		}
		payment := Payment{OrderID: order.OrderID, PriceCents: order.PriceCents, Card: order.Card}
		if err := payments.Publish(ctx, payment); err != nil {
			slog.ErrorContext(ctx, "payment not requested", "error", err.Error())
			web.Fail(w, http.StatusServiceUnavailable, "the payment queue does not answer")
			return
		}
		slog.InfoContext(ctx, "order recorded, payment requested")
		web.Reply(w, http.StatusCreated, map[string]string{"orderId": order.OrderID, "status": "accepted"})
	}
}

func read(w http.ResponseWriter, r *http.Request) (Order, error) {
	var order Order
	if err := web.Decode(w, r, &order); err != nil {
		return Order{}, err
	}
	id, err := orderid.Parse(order.OrderID)
	if err != nil {
		return Order{}, err
	}
	order.OrderID = id
	return order, order.complete()
}
