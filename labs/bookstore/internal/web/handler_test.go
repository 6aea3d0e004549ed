package web

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"bookstore/internal/spantest"
)

func TestRouteIsOnTheSpan(t *testing.T) {
	recorder := spantest.Record(t)
	handler := Handler(Routes{"GET /books/{id}": answering(http.StatusOK)}, nil)

	get(t, handler, "/books/b-100")

	span := recorder.Ended()[0]
	attributes := attribute.NewSet(span.Attributes()...)
	if route, _ := attributes.Value("http.route"); route.AsString() != "/books/{id}" {
		t.Errorf("http.route = %q, want \"/books/{id}\"", route.AsString())
	}
	if file, _ := attributes.Value("code.file.path"); file.AsString() != "internal/web/handler_test.go" {
		t.Errorf("code.file.path = %q, want the handler's, internal/web/handler_test.go", file.AsString())
	}
	if span.SpanKind() != trace.SpanKindServer || span.Name() != "GET /books/{id}" {
		t.Errorf("span = %v %q, want server \"GET /books/{id}\"", span.SpanKind(), span.Name())
	}
}

func TestMachinesAreNotTraced(t *testing.T) {
	recorder := spantest.Record(t)
	handler := Handler(Routes{}, nil)
	for _, path := range []string{"/healthz", "/readyz", "/metrics"} {
		if got := get(t, handler, path); got.Code != http.StatusOK {
			t.Errorf("GET %s = %d, want 200", path, got.Code)
		}
	}
	if spans := recorder.Ended(); len(spans) > 0 {
		t.Errorf("%d spans, want none", len(spans))
	}
}

func TestMetricsCountByRoute(t *testing.T) {
	handler := Handler(Routes{"GET /books/{id}": answering(http.StatusNotFound)}, nil)
	get(t, handler, "/books/b-1")
	get(t, handler, "/books/b-2")

	page := get(t, handler, "/metrics").Body.String()
	want := `bookstore_http_request_duration_seconds_count{code="404",route="GET /books/{id}"} 2`
	if !strings.Contains(page, want) {
		t.Errorf("metrics lack the line %s", want)
	}
}

func TestReadinessNamesWhatIsAway(t *testing.T) {
	handler := Handler(Routes{}, []Check{
		{Name: "postgres", Ask: func(context.Context) error { return nil }},
		{Name: "rabbitmq", Ask: func(context.Context) error { return errors.New("connection refused") }},
	})
	got := get(t, handler, "/readyz")
	want := `{"dependency":"rabbitmq","error":"connection refused","status":"not ready"}`
	if got.Code != http.StatusServiceUnavailable || strings.TrimSpace(got.Body.String()) != want {
		t.Errorf("readiness = %d %s, want 503 %s", got.Code, got.Body, want)
	}
}

func TestReachable(t *testing.T) {
	up := httptest.NewServer(Handler(Routes{}, []Check{{Name: "postgres", Ask: func(context.Context) error {
		return errors.New("away")
	}}}))
	if err := Reachable("catalog", up.URL).Ask(t.Context()); err != nil {
		t.Errorf("a service that is alive but not ready: %v, want no error", err)
	}
	up.Close()
	if err := Reachable("catalog", up.URL).Ask(t.Context()); err == nil {
		t.Error("a service that is down gave no error")
	}
}

func answering(status int) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
}

func get(t *testing.T, handler http.Handler, path string) *httptest.ResponseRecorder {
	t.Helper()
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
	return answer
}
