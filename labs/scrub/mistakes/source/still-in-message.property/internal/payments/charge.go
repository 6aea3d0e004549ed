package payments

import (
	"context"
	"errors"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"
)

// Attributes that no convention has, in the Bookstore's own namespace. As typed keys they are spelt once.
const (
	amountKey  = attribute.Key("bookstore.payment.amount_cents")
	outcomeKey = attribute.Key("bookstore.payment.outcome")
)

var tracer = otel.Tracer("bookstore/internal/payments", trace.WithSchemaURL(semconv.SchemaURL))

// charge asks the bank for the money in a span of its own. The CONSUMER span around it is about the
// message, which is well when a card is declined; this one is about the business.
func charge(ctx context.Context, order payment) error {
	ctx, span := tracer.Start(ctx, "charge card", trace.WithAttributes(amountKey.Int(order.PriceCents)))
	defer span.End()

	err := shopsBank.charge(ctx, order)
	span.SetAttributes(outcomeKey.String(outcome(err)))
	if err != nil {
		span.SetAttributes(semconv.ErrorType(err))
		span.RecordError(err)
		span.SetStatus(codes.Error, err.Error())
	}
	return err
}

func outcome(err error) string {
	switch {
	case err == nil:
		return "accepted"
	case errors.Is(err, errDeclined):
		return "declined"
	}
	return "failed"
}
