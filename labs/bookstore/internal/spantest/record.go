// Package spantest records spans in tests.
package spantest

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"bookstore/internal/orderid"
)

var (
	provide sync.Once
	// current records for the test that runs; nil between two tests.
	current atomic.Pointer[tracetest.SpanRecorder]
)

// Record makes every span of the running test, and of what it starts, end in the returned recorder.
func Record(t *testing.T) *tracetest.SpanRecorder {
	t.Helper()
	// One provider for all tests of a program: a tracer that a package keeps follows the first provider only.
	provide.Do(func() {
		otel.SetTracerProvider(sdktrace.NewTracerProvider(
			sdktrace.WithSpanProcessor(orderid.Processor{}), sdktrace.WithSpanProcessor(toCurrent{})))
	})
	propagator := otel.GetTextMapPropagator()
	otel.SetTextMapPropagator(propagation.TraceContext{})
	recorder := tracetest.NewSpanRecorder()
	current.Store(recorder)
	t.Cleanup(func() {
		current.Store(nil)
		otel.SetTextMapPropagator(propagator)
	})
	return recorder
}

// toCurrent is a span processor that hands every span to the recorder of the test that runs.
type toCurrent struct{}

func (toCurrent) OnStart(parent context.Context, span sdktrace.ReadWriteSpan) {
	if recorder := current.Load(); recorder != nil {
		recorder.OnStart(parent, span)
	}
}

func (toCurrent) OnEnd(span sdktrace.ReadOnlySpan) {
	if recorder := current.Load(); recorder != nil {
		recorder.OnEnd(span)
	}
}

func (toCurrent) Shutdown(context.Context) error   { return nil }
func (toCurrent) ForceFlush(context.Context) error { return nil }
