package storefront

import (
	"net/http"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"bookstore/internal/web"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.Cleanup(func(code int) {
		http.DefaultTransport.(*http.Transport).CloseIdleConnections()
	}))
}

func TestCheckoutThatCannotBe(t *testing.T) {
	const wish = `{"orderId":"` + id + `","bookId":"b-100","card":"4242424242424242"}`
	for name, test := range map[string]struct {
		body            string
		catalog, orders web.Routes
		status          int
		reason          string
	}{
		"no book asked for": {`{"card":"4242"}`, books(), accepting(), 400, "bookId is missing"},
		"no card":           {`{"bookId":"b-100"}`, books(), accepting(), 400, "card is missing"},
		"unusable order id": {`{"orderId":"7","bookId":"b-100","card":"4242"}`, books(), accepting(), 400, "orderId must be a UUID"},
		"no such book":      {wish, refusing("GET /books/{id}", 404), accepting(), 404, "look up the book: catalog: GET "},
		"catalog away":      {wish, nil, accepting(), 502, "look up the book: catalog: "},
		"orders away":       {wish, books(), nil, 502, "place the order: orders: "},
		"orders not ready":  {wish, books(), refusing("POST /orders", 503), 503, "503 Service Unavailable: no room"},
		"orders elsewhere":  {wish, books(), web.Routes{}, 502, "404 Not Found: no reason given"},
	} {
		t.Run(name, func(t *testing.T) {
			answer := send(t, test.body, test.catalog, test.orders)
			if body := answer.Body.String(); answer.Code != test.status || !strings.Contains(body, test.reason) {
				t.Errorf("answer = %d %s, want %d with %q", answer.Code, body, test.status, test.reason)
			}
		})
	}
}

func refusing(pattern string, status int) web.Routes {
	return web.Routes{pattern: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		web.Fail(w, status, "no room")
	})}
}
