package web

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"bookstore/internal/spantest"
)

const callersTrace = "0af7651916cd43dd8448eb211c80319c"

func TestCallersTraceIsGoneOnWithUnlessTheEndpointIsPublic(t *testing.T) {
	for name, test := range map[string]struct {
		setting string
		joined  bool
		links   int
	}{
		"on the bench":         {"", true, 0},
		"on a public endpoint": {"true", false, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("PUBLIC_ENDPOINT", test.setting)
			recorder := spantest.Record(t)
			handler := Handler(Routes{"GET /books": answering(http.StatusOK)}, nil)
			request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/books", nil)
			request.Header.Set("traceparent", "00-"+callersTrace+"-b7ad6b7169203331-01")
			handler.ServeHTTP(httptest.NewRecorder(), request)

			span := recorder.Ended()[0]
			if joined := span.SpanContext().TraceID().String() == callersTrace; joined != test.joined {
				t.Errorf("in the caller's trace: %t, want %t", joined, test.joined)
			}
			if links := span.Links(); len(links) != test.links {
				t.Fatalf("%d links, want %d", len(links), test.links)
			} else if test.links == 1 && links[0].SpanContext.TraceID().String() != callersTrace {
				t.Errorf("the link leads to trace %v, want the caller's", links[0].SpanContext.TraceID())
			}
		})
	}
}
