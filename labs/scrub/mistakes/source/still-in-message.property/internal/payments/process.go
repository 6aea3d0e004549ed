// Package payments charges the cards of orders that came through the queue.
package payments

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"bookstore/internal/queue"
)

// Process charges the card that a message names. A declined card is an answer, not a failure of the
// message: the message is done, and its span stays without an error. A message that cannot be read is an
// error, and so is a bank that does not answer; with that, another try may help.
func Process(ctx context.Context, body []byte) error {
	ctx, order, err := receive(ctx, body)
	if err != nil {
		return err
	}
	err = charge(ctx, order)
	switch {
	case errors.Is(err, errDeclined):
		slog.WarnContext(ctx, "payment declined", "reason", err.Error())
		return nil
	case err != nil:
		return fmt.Errorf("charge the card: %w (%w)", err, queue.ErrRequeue)
	}
	slog.InfoContext(ctx, "payment processed", "price_cents", order.PriceCents)
	return nil
}
