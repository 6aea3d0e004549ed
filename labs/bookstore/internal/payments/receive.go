package payments

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"

	"bookstore/internal/orderid"
	"bookstore/internal/queue"
)

type payment struct {
	OrderID    string `json:"orderId"`
	PriceCents int    `json:"priceCents"`
	Card       string `json:"card"`
}

// receive reads the payment in a message. The context it returns carries the order.
func receive(ctx context.Context, body []byte) (context.Context, payment, error) {
	var message payment
	if err := json.Unmarshal(body, &message); err != nil {
		return ctx, payment{}, fmt.Errorf("read a payment: %w", err)
	}
	ctx = orderid.Into(ctx, message.OrderID)
	slog.InfoContext(ctx, "payment received", "received_traceparent", queue.ReceivedTraceparent(ctx))
	return ctx, message, nil
}
