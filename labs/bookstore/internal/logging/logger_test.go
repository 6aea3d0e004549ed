package logging

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"maps"
	"strings"
	"testing"
	"testing/slogtest"

	"go.opentelemetry.io/otel/trace"

	"bookstore/internal/orderid"
)

func TestLineNamesTraceSpanAndOrder(t *testing.T) {
	const order = "6f0e3a52-9f5c-4a0e-8a55-0c9d4d8a7b11"
	span := trace.SpanContextConfig{TraceID: trace.TraceID{0xab, 1}, SpanID: trace.SpanID{0xcd, 2}}
	sampled := span
	sampled.TraceFlags = trace.FlagsSampled

	for name, test := range map[string]struct {
		ctx  context.Context
		want map[string]any
	}{
		"outside a request": {t.Context(), map[string]any{}},
		"in a sampled trace": {within(t.Context(), sampled), map[string]any{
			"trace_id": "ab010000000000000000000000000000", "span_id": "cd02000000000000", "trace_flags": "01"}},
		"in a trace that is not sampled": {within(t.Context(), span), map[string]any{
			"trace_id": "ab010000000000000000000000000000", "span_id": "cd02000000000000", "trace_flags": "00"}},
		"for an order": {orderid.Into(t.Context(), order), map[string]any{"bookstore.order.id": order}},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			New(&out, "orders").With("more", true).InfoContext(test.ctx, "order received", "book", "b-100")

			var got map[string]any
			if err := json.Unmarshal(out.Bytes(), &got); err != nil {
				t.Fatalf("the line is not JSON: %v\n%s", err, out.String())
			}
			delete(got, "time")
			want := map[string]any{
				"level": "INFO", "msg": "order received", "service": "orders", "more": true, "book": "b-100",
			}
			maps.Copy(want, test.want)
			if !maps.Equal(got, want) {
				t.Errorf("line = %v, want %v", got, want)
			}
		})
	}
}

func TestIDsStandAtTheTopOfAGroupedLine(t *testing.T) {
	const order = "6f0e3a52-9f5c-4a0e-8a55-0c9d4d8a7b11"
	var out bytes.Buffer
	span := trace.SpanContextConfig{TraceID: trace.TraceID{1}, SpanID: trace.SpanID{2}}
	ctx := orderid.Into(within(t.Context(), span), order)
	logger := New(&out, "orders").WithGroup("payment").With("try", 1)
	logger.WithGroup("card").InfoContext(ctx, "payment processed", "kind", "debit")
	logger.InfoContext(ctx, "payment processed", "amount", 2900)

	ids := `"service":"orders","trace_id":"01000000000000000000000000000000","span_id":"0200000000000000",` +
		`"trace_flags":"00","bookstore.order.id":"` + order + `"`
	for i, payment := range []string{`{"try":1,"card":{"kind":"debit"}}`, `{"try":1,"amount":2900}`} {
		line := strings.Split(out.String(), "\n")[i]
		if want := ids + `,"payment":` + payment + `}`; !strings.HasSuffix(line, want) {
			t.Errorf("line = %s, want one that ends with %s", line, want)
		}
	}
}

func TestHandlerDoesWhatSlogAsksOfHandlers(t *testing.T) {
	var out bytes.Buffer
	slogtest.Run(t, func(*testing.T) slog.Handler {
		out.Reset()
		return Correlated(slog.NewJSONHandler(&out, nil))
	}, func(t *testing.T) map[string]any {
		var line map[string]any
		if err := json.Unmarshal(out.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		return line
	})
}

func within(ctx context.Context, span trace.SpanContextConfig) context.Context {
	return trace.ContextWithSpanContext(ctx, trace.NewSpanContext(span))
}
