package queue

import (
	"slices"
	"testing"

	amqp "github.com/rabbitmq/amqp091-go"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

func TestCarrierReadsTextHeadersOnly(t *testing.T) {
	carrier := headerCarrier(amqp.Table{"traceparent": "00-a-b-01", "x-count": int32(3), "x-none": nil})
	for key, want := range map[string]string{"traceparent": "00-a-b-01", "x-count": "", "x-none": "", "missing": ""} {
		if got := carrier.Get(key); got != want {
			t.Errorf("Get(%q) = %q, want %q", key, got, want)
		}
	}
	if got, want := carrier.Keys(), []string{"traceparent", "x-count", "x-none"}; !slices.Equal(got, want) {
		t.Errorf("Keys() = %v, want %v", got, want)
	}
}

func TestCarrierOfAMessageWithoutHeadersCanBeRead(t *testing.T) {
	ctx := propagation.TraceContext{}.Extract(t.Context(), headerCarrier(nil))
	if trace.SpanContextFromContext(ctx).IsValid() {
		t.Error("a message without headers gave a trace")
	}
}

func TestCarrierTakesAContextAcross(t *testing.T) {
	sent := trace.NewSpanContext(trace.SpanContextConfig{
		TraceID: trace.TraceID{1}, SpanID: trace.SpanID{2}, TraceFlags: trace.FlagsSampled,
	})
	headers := amqp.Table{}
	propagation.TraceContext{}.Inject(trace.ContextWithSpanContext(t.Context(), sent), headerCarrier(headers))
	if err := headers.Validate(); err != nil {
		t.Errorf("AMQP does not take the headers: %v", err)
	}

	ctx := propagation.TraceContext{}.Extract(t.Context(), headerCarrier(headers))
	if got := trace.SpanContextFromContext(ctx); !got.Equal(sent.WithRemote(true)) {
		t.Errorf("received %v, want %v", got, sent)
	}
}
