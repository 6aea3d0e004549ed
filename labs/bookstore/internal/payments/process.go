// Package payments charges the cards of orders that came through the queue.
package payments

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"

	"bookstore/internal/orderid"
)

type payment struct {
	OrderID    string `json:"orderId"`
	PriceCents int    `json:"priceCents"`
	Card       string `json:"card"`
}

// Process charges the card that a message names. A declined card is an answer, not a failure of the
// message: the message is done, and its span stays without an error. Only a message that cannot be read
// is an error.
func Process(ctx context.Context, body []byte) error {
	var message payment
	if err := json.Unmarshal(body, &message); err != nil {
		return fmt.Errorf("read a payment: %w", err)
	}
	ctx = orderid.Into(ctx, message.OrderID)

	err := charge(ctx, message)
	switch {
	case errors.Is(err, errDeclined):
		slog.WarnContext(ctx, "payment declined", "reason", err.Error())
		return nil
	case err != nil:
		return fmt.Errorf("charge the card: %w", err)
	}
	slog.InfoContext(ctx, "payment processed", "price_cents", message.PriceCents)
	return nil
}
