// Package payments charges the cards of orders that came through the queue.
package payments

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"bookstore/internal/orderid"
)

type payment struct {
	OrderID    string `json:"orderId"`
	PriceCents int    `json:"priceCents"`
	Card       string `json:"card"`
}

// Process charges the card that a message names. A declined card is an answer, not a failure of the
// message: the span says that it went wrong, and the message is done. Only a message that cannot be
// read is an error.
func Process(ctx context.Context, body []byte) error {
	var message payment
	if err := json.Unmarshal(body, &message); err != nil {
		return fmt.Errorf("read a payment: %w", err)
	}
	ctx = orderid.Into(ctx, message.OrderID)

	if err := charge(message.Card); err != nil {
		span := trace.SpanFromContext(ctx)
		span.SetAttributes(attribute.String("error.type", "card_declined"))
		span.RecordError(err)
		span.SetStatus(codes.Error, err.Error())
		slog.WarnContext(ctx, "payment declined", "reason", err.Error())
		return nil
	}
	slog.InfoContext(ctx, "payment processed", "price_cents", message.PriceCents)
	return nil
}
