package telemetry

import (
	"context"
	"runtime"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// Chapter 06 says what a span costs before it is sent: about three times as much memory where it is recorded.
func TestRecordedSpanTakesThreeTimesTheMemory(t *testing.T) {
	recorded := bytesForSpan(sdktrace.AlwaysSample())
	dropped := bytesForSpan(sdktrace.NeverSample())
	if ratio := float64(recorded) / float64(dropped); ratio < 2.5 || ratio > 3.5 {
		t.Errorf("recorded %d bytes, dropped %d bytes: %.1f times as much, want about 3", recorded, dropped, ratio)
	}
}

// bytesForSpan is what one span with eight attributes allocates on average, from its start to its end.
func bytesForSpan(sampler sdktrace.Sampler) uint64 {
	const spans = 1000
	// A span that ends is copied for whoever exports it.
	exporting := sdktrace.WithSyncer(discarding{})
	tracer := sdktrace.NewTracerProvider(sdktrace.WithSampler(sampler), exporting).Tracer("cost")
	start(tracer)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range spans {
		start(tracer)
	}
	runtime.ReadMemStats(&after)
	return (after.TotalAlloc - before.TotalAlloc) / spans
}

type discarding struct{}

func (discarding) ExportSpans(context.Context, []sdktrace.ReadOnlySpan) error { return nil }
func (discarding) Shutdown(context.Context) error                             { return nil }

func start(tracer trace.Tracer) {
	_, span := tracer.Start(context.Background(), "POST /checkout", trace.WithSpanKind(trace.SpanKindServer))
	span.SetAttributes(
		attribute.String("http.request.method", "POST"),
		attribute.String("http.route", "/checkout"),
		attribute.String("url.path", "/checkout"),
		attribute.String("url.scheme", "http"),
		attribute.String("server.address", "127.0.0.1"),
		attribute.Int("server.port", 8080),
		attribute.Int("http.response.status_code", 201),
		attribute.String("bookstore.order.id", "a7c1e5f0-3d0e-4d0e-9b3c-1bfa2bfa3c4d"),
	)
	span.End()
}
