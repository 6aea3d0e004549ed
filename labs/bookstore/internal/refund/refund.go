// Package refund gives the price of an order back to its customer.
package refund

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"

	"bookstore/internal/failure"
	"bookstore/internal/orderid"
)

var (
	errUnknown  = failure.New("order_unknown", "there is no such order")
	errRefunded = failure.New("order_refunded", "the order was refunded already")
	errStopped  = failure.New("stopped", "the job was asked to end")
)

// noteTimeout is how long a refund that was made may take to be noted, also when the job is asked to end.
const noteTimeout = 2 * time.Second

var tracer = otel.Tracer("bookstore/internal/refund", trace.WithSchemaURL(semconv.SchemaURL))

// Orders knows what was sold, and keeps what was refunded.
type Orders interface {
	Sale(ctx context.Context, orderID string) (Sale, error)
	NoteRefund(ctx context.Context, orderID string) error
}

// Order refunds one order. The span's name is the same for every order; which order it is, an attribute says.
func Order(ctx context.Context, orders Orders, orderID string) error {
	ctx, span := tracer.Start(ctx, "refund order")
	defer span.End()
	ctx = orderid.Into(ctx, orderID)

	if err := refund(ctx, orders, orderID); err != nil {
		span.SetAttributes(semconv.ErrorType(err))
		span.SetStatus(codes.Error, err.Error())
		slog.ErrorContext(ctx, "not refunded", "error", err.Error())
		return err
	}
	slog.InfoContext(ctx, "refunded")
	return nil
}

func refund(ctx context.Context, orders Orders, orderID string) error {
	sale, err := orders.Sale(ctx, orderID)
	if err != nil {
		return err
	}
	if sale.Refunded {
		return errRefunded
	}
	if err := chargeBack(ctx, sale); err != nil {
		return fmt.Errorf("charge back: %w", err)
	}
	// The money is on its way: that is noted even if the job was asked to end meanwhile.
	noting, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteTimeout)
	defer cancel()
	return orders.NoteRefund(noting, orderID)
}
