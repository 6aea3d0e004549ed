// Package telemetry sets up OpenTelemetry for a service, as the OTEL_* environment asks.
package telemetry

import (
	"context"
	"errors"
	"fmt"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	"bookstore/internal/callsite"
	"bookstore/internal/orderid"
)

// Start sets the global tracer provider, propagator and error handler. The returned function ends
// tracing and sends what is still waiting; call it when no request is left.
//
// Where spans go, how many and how soon is not decided here but by the environment:
// OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL, OTEL_TRACES_SAMPLER, OTEL_BSP_SCHEDULE_DELAY
// and their like.
func Start(ctx context.Context, service string) (func(context.Context) error, error) {
	otel.SetErrorHandler(logProblems())

	exporter, err := newExporter(ctx)
	if err != nil {
		return nil, fmt.Errorf("create the OTLP exporter: %w", err)
	}
	resource, err := describe(ctx, service)
	if err != nil {
		return nil, errors.Join(err, exporter.Shutdown(ctx))
	}
	provider := sdktrace.NewTracerProvider(
		sdktrace.WithResource(resource),
		sdktrace.WithSampler(sdktrace.ParentBased(sdktrace.TraceIDRatioBased(0.25), sdktrace.WithLocalParentNotSampled(sdktrace.AlwaysSample()))),
		sdktrace.WithSpanProcessor(orderid.Processor{}),
		sdktrace.WithSpanProcessor(callsite.Processor{}),
		sdktrace.WithBatcher(exporter),
	)
	otel.SetTracerProvider(provider)

	// Go's default propagator does nothing: without this line every service starts its own trace.
	// W3C's baggage is left out: nobody reads it here, and it would carry a stranger's words on to every
	// service and into every message.
	otel.SetTextMapPropagator(propagation.TraceContext{})
	return provider.Shutdown, nil
}
