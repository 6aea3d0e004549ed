package service

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	v1 "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"
)

// stored is what a Collector of the test's own was sent.
type stored struct {
	mu    sync.Mutex
	spans []*v1.Span
}

// collect makes programs of the running test send their spans to a Collector of its own, and only when
// they flush: the timer that would send them sooner is set to ten minutes.
func collect(t *testing.T) *stored {
	t.Helper()
	var kept stored
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		var request collector.ExportTraceServiceRequest
		if err := proto.Unmarshal(body, &request); err != nil {
			t.Errorf("%s is not OTLP: %v", r.URL, err)
		}
		kept.mu.Lock()
		defer kept.mu.Unlock()
		for _, resource := range request.ResourceSpans {
			for _, scope := range resource.ScopeSpans {
				kept.spans = append(kept.spans, scope.Spans...)
			}
		}
	}))
	t.Cleanup(server.Close)
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", server.URL)
	t.Setenv("OTEL_BSP_SCHEDULE_DELAY", "600000")
	return &kept
}

func (s *stored) names() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	names := []string{}
	for _, span := range s.spans {
		names = append(names, span.Name)
	}
	slices.Sort(names)
	return names
}
