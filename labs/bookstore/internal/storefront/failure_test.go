package storefront

import (
	"bytes"
	"encoding/json"
	"log/slog"
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
	const (
		wish     = `{"orderId":"` + id + `","bookId":"b-100","card":"4242424242424242"}`
		busy     = "the shop cannot take the order now"
		ourFault = "the shop could not complete the order"
	)
	for name, test := range map[string]struct {
		body            string
		catalog, orders web.Routes
		status          int
		told, logged    string
	}{
		"no book asked for": {`{"card":"4242"}`, books(), accepting(), 400, "bookId is missing", ""},
		"no card":           {`{"bookId":"b-100"}`, books(), accepting(), 400, "card is missing", ""},
		"unusable order id": {`{"orderId":"7","bookId":"b-100","card":"4242"}`, books(), accepting(), 400,
			"orderId must be a UUID, got \"7\"", ""},
		"no such book": {wish, refusing("GET /books/{id}", 404), accepting(), 404, "no such book",
			"look up the book: catalog: GET http://127.0.0.1:"},
		"catalog away":     {wish, nil, accepting(), 502, ourFault, "look up the book: catalog: Get "},
		"orders away":      {wish, books(), nil, 502, ourFault, "place the order: orders: Post "},
		"orders not ready": {wish, books(), refusing("POST /orders", 503), 503, busy, "503 Service Unavailable: no room"},
		"orders elsewhere": {wish, books(), web.Routes{}, 502, ourFault, "404 Not Found: no reason given"},
	} {
		t.Run(name, func(t *testing.T) {
			log := logged(t)
			answer := send(t, test.body, test.catalog, test.orders)
			var told struct{ Error string }
			if err := json.Unmarshal(answer.Body.Bytes(), &told); err != nil || answer.Code != test.status || told.Error != test.told {
				t.Errorf("answer = %d %s, want %d with %q", answer.Code, answer.Body, test.status, test.told)
			}
			if failed := strings.Contains(log.String(), `"msg":"checkout failed"`); failed != (test.logged != "") ||
				!strings.Contains(log.String(), test.logged) {
				t.Errorf("log = %s, want %q in it", log, test.logged)
			}
		})
	}
}

// logged returns the log of the running test.
func logged(t *testing.T) *bytes.Buffer {
	t.Helper()
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewJSONHandler(&log, nil)))
	t.Cleanup(func() { slog.SetDefault(before) })
	return &log
}

func refusing(pattern string, status int) web.Routes {
	return web.Routes{pattern: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		web.Fail(w, status, "no room")
	})}
}
