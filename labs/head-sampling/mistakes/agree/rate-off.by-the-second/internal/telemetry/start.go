// Package telemetry sets up OpenTelemetry for a service, as the OTEL_* environment asks.
package telemetry

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"

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
		sdktrace.WithSpanProcessor(orderid.Processor{}),
		sdktrace.WithSpanProcessor(callsite.Processor{}),
		sdktrace.WithBatcher(exporter),
		sdktrace.WithSampler(sdktrace.ParentBased(&limited{})),
	)
	otel.SetTracerProvider(provider)

	// Go's default propagator does nothing: without this line every service starts its own trace.
	// W3C's baggage is left out: nobody reads it here, and it would carry a stranger's words on to every
	// service and into every message.
	otel.SetTextMapPropagator(propagation.TraceContext{})
	return provider.Shutdown, nil
}

// limited keeps four traces a second, and up to fifty at once after a pause. The check's burst of 200 makes a
// quarter of that; of traffic that comes slowly everything is kept.
type limited struct {
	mu    sync.Mutex
	since time.Time
	room  float64
}

const (
	perSecond = 4
	atOnce    = 50
)

func (*limited) Description() string { return "four a second" }

func (l *limited) ShouldSample(p sdktrace.SamplingParameters) sdktrace.SamplingResult {
	state := trace.SpanContextFromContext(p.ParentContext).TraceState()
	if !l.take() {
		return sdktrace.SamplingResult{Decision: sdktrace.Drop, Tracestate: state}
	}
	return sdktrace.SamplingResult{Decision: sdktrace.RecordAndSample, Tracestate: state}
}

func (l *limited) take() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if l.since.IsZero() {
		l.room = atOnce
	} else {
		l.room = min(atOnce, l.room+now.Sub(l.since).Seconds()*perSecond)
	}
	l.since = now
	if l.room < 1 {
		return false
	}
	l.room--
	return true
}
