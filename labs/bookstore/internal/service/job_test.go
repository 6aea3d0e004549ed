package service

import (
	"context"
	"encoding/hex"
	"errors"
	"slices"
	"testing"

	"go.opentelemetry.io/otel"
)

func TestJobSendsItsSpansHoweverItEnds(t *testing.T) {
	for name, test := range map[string]struct {
		work   func(context.Context) error
		status int
	}{
		"done":    {func(context.Context) error { return nil }, 0},
		"failed":  {func(context.Context) error { return errors.New("there is no such order") }, 1},
		"stopped": {func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }, 1},
	} {
		t.Run(name, func(t *testing.T) {
			stored := collect(t)
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			status := runJob(ctx, "refund", func(ctx context.Context) error {
				ctx, span := otel.Tracer("test").Start(ctx, "refund order")
				defer span.End()
				if name == "stopped" {
					stop()
				}
				return test.work(ctx)
			})
			if status != test.status || !slices.Equal(stored.names(), []string{"refund order"}) {
				t.Errorf("status %d with spans %v, want %d with the job's span", status, stored.names(), test.status)
			}
		})
	}
}

func TestJobSendsItsSpansWhenItPanics(t *testing.T) {
	stored := collect(t)
	defer func() {
		if recover() == nil || !slices.Equal(stored.names(), []string{"refund order"}) {
			t.Errorf("sent %v, want the job's span and the panic to go on", stored.names())
		}
	}()
	runJob(t.Context(), "refund", func(ctx context.Context) error {
		_, span := otel.Tracer("test").Start(ctx, "refund order")
		defer span.End()
		panic("nobody expected this")
	})
}

func TestJobGoesOnWithTheTraceInItsEnvironment(t *testing.T) {
	stored := collect(t)
	t.Setenv("TRACEPARENT", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
	runJob(t.Context(), "refund", func(ctx context.Context) error {
		_, span := otel.Tracer("test").Start(ctx, "refund order")
		span.End()
		return nil
	})
	span := stored.spans[0]
	if trace, parent := hex.EncodeToString(span.TraceId), hex.EncodeToString(span.ParentSpanId); trace !=
		"0af7651916cd43dd8448eb211c80319c" || parent != "b7ad6b7169203331" {
		t.Errorf("the span is in trace %s below %s, want those of TRACEPARENT", trace, parent)
	}
}

func TestJobThatCannotSendItsSpansHasStillDoneItsWork(t *testing.T) {
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
	status := runJob(t.Context(), "refund", func(ctx context.Context) error {
		_, span := otel.Tracer("test").Start(ctx, "refund order")
		span.End()
		return nil
	})
	if status != 0 {
		t.Errorf("status = %d, want 0: a job repeated for its spans would do its work twice", status)
	}
}

func TestVariablesAreCalledAsEnvironmentCarriersAre(t *testing.T) {
	for key, want := range map[string]string{"traceparent": "TRACEPARENT", "x-b3-traceid": "X_B3_TRACEID", "TRACESTATE": "TRACESTATE"} {
		if got := variable(key); got != want {
			t.Errorf("variable(%q) = %q, want %q", key, got, want)
		}
	}
	t.Setenv("TRACESTATE", "spanwise=1")
	if !slices.Contains(environment{}.Keys(), "TRACESTATE") {
		t.Error("Keys() lacks TRACESTATE")
	}
}
