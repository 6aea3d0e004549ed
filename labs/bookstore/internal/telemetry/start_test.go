package telemetry

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"google.golang.org/protobuf/proto"
)

func TestShutdownSendsWhatIsStillWaiting(t *testing.T) {
	received := make(chan *collector.ExportTraceServiceRequest, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		var request collector.ExportTraceServiceRequest
		if err := proto.Unmarshal(body, &request); err != nil {
			t.Errorf("%s is not OTLP: %v", r.URL, err)
		}
		received <- &request
	}))
	defer server.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", server.URL)
	t.Setenv("OTEL_BSP_SCHEDULE_DELAY", "600000")
	t.Setenv("OTEL_SERVICE_NAME", "orders-of-the-environment")

	flush, err := Start(t.Context(), "orders")
	if err != nil {
		t.Fatal(err)
	}
	_, span := otel.Tracer("test").Start(t.Context(), "the last one")
	span.End()
	if err := flush(t.Context()); err != nil {
		t.Fatal(err)
	}

	sent := (<-received).ResourceSpans[0]
	if name := sent.ScopeSpans[0].Spans[0].Name; name != "the last one" {
		t.Errorf("sent %q, want \"the last one\"", name)
	}
	if text := sent.ScopeSpans[0].Spans[0].String(); !strings.Contains(text, "internal/telemetry/start_test.go") {
		t.Errorf("the span does not name the code that started it: %s", text)
	}
	if text := sent.Resource.String(); !strings.Contains(text, "orders-of-the-environment") {
		t.Errorf("the resource does not carry OTEL_SERVICE_NAME: %s", text)
	}
}

func TestSamplerComesFromTheEnvironment(t *testing.T) {
	t.Setenv("OTEL_TRACES_SAMPLER", "always_off")
	flush, err := Start(t.Context(), "orders")
	if err != nil {
		t.Fatal(err)
	}
	defer flush(t.Context())
	if _, span := otel.Tracer("test").Start(t.Context(), "unwanted"); span.IsRecording() {
		t.Error("a span is recorded although the sampler is always_off")
	}
}

func TestPropagatorIsTraceContextAlone(t *testing.T) {
	flush, err := Start(t.Context(), "orders")
	if err != nil {
		t.Fatal(err)
	}
	defer flush(t.Context())
	headers := propagation.MapCarrier{
		"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "baggage": "customer=ada",
	}
	ctx := otel.GetTextMapPropagator().Extract(t.Context(), headers)
	if got := trace.SpanContextFromContext(ctx).SpanID().String(); got != "b7ad6b7169203331" {
		t.Errorf("extracted span %s, want b7ad6b7169203331", got)
	}
	sent := propagation.MapCarrier{}
	otel.GetTextMapPropagator().Inject(ctx, sent)
	if keys := sent.Keys(); len(keys) != 1 || keys[0] != "traceparent" {
		t.Errorf("sent on: %v, want traceparent alone", keys)
	}
}
