package storefront

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"

	"bookstore/internal/orderid"
	"bookstore/internal/spantest"
	"bookstore/internal/web"
)

const (
	id          = "6f0e3a52-9f5c-4a0e-8a55-0c9d4d8a7b11"
	traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
)

func TestCheckoutIsOneTrace(t *testing.T) {
	recorder := spantest.Record(t)
	answer := send(t, `{"orderId":"`+id+`","bookId":"b-100","card":"4242424242424242"}`, books(), accepting())

	want := `{"orderId":"` + id + `","bookId":"b-100","title":"Spans","priceCents":2900,"status":"accepted"}`
	if body := strings.TrimSpace(answer.Body.String()); answer.Code != http.StatusCreated || body != want {
		t.Fatalf("answer = %d %s, want 201 %s", answer.Code, body, want)
	}
	spans := byID(recorder)
	for route, name := range map[string]string{"/books/{id}": "GET /books/{id}", "/orders": "POST /orders"} {
		server := serving(t, recorder, route)
		client := spans[server.Parent().SpanID()]
		if client == nil || client.SpanKind() != trace.SpanKindClient {
			t.Fatalf("%s: the parent of the server's span is %v, want a client span", route, client)
		}
		entry := spans[client.Parent().SpanID()]
		if entry == nil || entry != serving(t, recorder, "/checkout") {
			t.Errorf("%s: the client's span is not below the checkout's", route)
		}
		expectOrder(t, client)
		attributes := attribute.NewSet(client.Attributes()...)
		if template, _ := attributes.Value("url.template"); client.Name() != name || template.AsString() != route {
			t.Errorf("client span = %q with url.template %q, want %q, %q", client.Name(), template.AsString(), name, route)
		}
	}
	entry := serving(t, recorder, "/checkout")
	expectOrder(t, entry)
	if parent := entry.Parent(); parent.TraceID().String() != traceparent[3:35] || !parent.IsRemote() {
		t.Errorf("the checkout's parent is %v, want the caller's", parent)
	}
}

// send gives body to a storefront in front of the two services.
func send(t *testing.T, body string, catalog, orders web.Routes) *httptest.ResponseRecorder {
	t.Helper()
	answer := httptest.NewRecorder()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/checkout", strings.NewReader(body))
	request.Header.Set("traceparent", traceparent)
	routes := Routes(NewCatalogClient(listen(t, catalog)), NewOrdersClient(listen(t, orders)))
	web.Handler(routes, nil).ServeHTTP(answer, request)
	return answer
}

// listen serves routes on a port of its own; without routes it gives an address where nobody answers.
func listen(t *testing.T, routes web.Routes) string {
	t.Helper()
	server := httptest.NewServer(web.Handler(routes, nil))
	if routes == nil {
		server.Close()
	}
	t.Cleanup(server.Close)
	return server.URL
}

func books() web.Routes {
	return web.Routes{"GET /books/{id}": http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		web.Reply(w, http.StatusOK, Book{ID: r.PathValue("id"), Title: "Spans", PriceCents: 2900})
	})}
}

func accepting() web.Routes {
	return web.Routes{"POST /orders": http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var order Order
		if json.NewDecoder(r.Body).Decode(&order) != nil || order.OrderID != id || order.PriceCents != 2900 {
			web.Fail(w, http.StatusBadRequest, "not the order that was expected")
			return
		}
		web.Reply(w, http.StatusCreated, map[string]string{})
	})}
}

func byID(recorder *tracetest.SpanRecorder) map[trace.SpanID]sdktrace.ReadOnlySpan {
	spans := map[trace.SpanID]sdktrace.ReadOnlySpan{}
	for _, span := range recorder.Ended() {
		spans[span.SpanContext().SpanID()] = span
	}
	return spans
}

func serving(t *testing.T, recorder *tracetest.SpanRecorder, route string) sdktrace.ReadOnlySpan {
	t.Helper()
	for _, span := range recorder.Ended() {
		attributes := attribute.NewSet(span.Attributes()...)
		if got, _ := attributes.Value("http.route"); got.AsString() == route {
			return span
		}
	}
	t.Fatalf("no span for %s", route)
	return nil
}

func expectOrder(t *testing.T, span sdktrace.ReadOnlySpan) {
	t.Helper()
	attributes := attribute.NewSet(span.Attributes()...)
	if got, _ := attributes.Value(orderid.Key); got.AsString() != id {
		t.Errorf("span %q has order %q, want %q", span.Name(), got.AsString(), id)
	}
}
