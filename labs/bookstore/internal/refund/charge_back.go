package refund

import (
	"context"
	"log/slog"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"
)

const (
	// slowBook is the book whose charge-back takes long, always alike, so that a lab can rely on it.
	slowBook = "b-900"
	// slowness is how long: enough to stop the job meanwhile.
	slowness = 2 * time.Second
)

const amountKey = attribute.Key("bookstore.refund.amount_cents")

// chargeBack stands for the call to a bank, which would take the order's id as a key: asked twice, it
// pays once.
func chargeBack(ctx context.Context, sale Sale) error {
	ctx, span := tracer.Start(ctx, "charge back", trace.WithAttributes(amountKey.Int(sale.PriceCents)))
	defer span.End()
	slog.InfoContext(ctx, "charging back", "amount_cents", sale.PriceCents)

	if err := bank(ctx, sale); err != nil {
		span.SetAttributes(semconv.ErrorType(err))
		span.SetStatus(codes.Error, err.Error())
		return err
	}
	return nil
}

func bank(ctx context.Context, sale Sale) error {
	if sale.BookID != slowBook {
		return nil
	}
	select {
	case <-time.After(slowness):
		return nil
	case <-ctx.Done():
		return errStopped
	}
}
