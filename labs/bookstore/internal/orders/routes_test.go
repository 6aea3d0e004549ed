package orders

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"bookstore/internal/orderid"
	"bookstore/internal/web"
)

const (
	id    = "6f0e3a52-9f5c-4a0e-8a55-0c9d4d8a7b11"
	order = `{"orderId":"` + id + `","bookId":"b-100","priceCents":2900,"card":"4242424242424242"}`
)

func TestPlace(t *testing.T) {
	away := errors.New("connection refused")
	for name, test := range map[string]struct {
		body   string
		shop   shop
		status int
		answer string
		did    []string
	}{
		"accepted": {order, shop{}, 201, `{"orderId":"` + id + `","status":"accepted"}`,
			[]string{"insert " + id, "publish " + id}},
		"no database": {order, shop{insert: away}, 503,
			`{"error":"the order database does not answer"}`, []string{"insert " + id}},
		"no queue": {order, shop{publish: away}, 503,
			`{"error":"the payment queue does not answer"}`, []string{"insert " + id, "publish " + id}},
		"no book":  {`{"card":"4242","priceCents":1}`, shop{}, 400, `{"error":"bookId is missing"}`, nil},
		"no price": {`{"card":"4242","bookId":"b-100"}`, shop{}, 400, `{"error":"priceCents must be more than 0"}`, nil},
		"no card":  {`{"bookId":"b-100","priceCents":1}`, shop{}, 400, `{"error":"card is missing"}`, nil},
		"no JSON": {`order`, shop{}, 400,
			`{"error":"the body must be a JSON object: invalid character 'o' looking for beginning of value"}`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/orders", strings.NewReader(test.body))
			answer := httptest.NewRecorder()
			web.Handler(Routes(&test.shop, &test.shop), nil).ServeHTTP(answer, request)

			if body := strings.TrimSpace(answer.Body.String()); answer.Code != test.status || body != test.answer {
				t.Errorf("answer = %d %s, want %d %s", answer.Code, body, test.status, test.answer)
			}
			if !slices.Equal(test.shop.did, test.did) {
				t.Errorf("did %v, want %v", test.shop.did, test.did)
			}
		})
	}
}

// shop notes what is asked of it, and for which order the context is.
type shop struct {
	insert, publish error
	did             []string
}

func (s *shop) Insert(ctx context.Context, _ Order) error {
	s.did = append(s.did, "insert "+orderid.From(ctx))
	return s.insert
}

func (s *shop) Publish(ctx context.Context, _ any) error {
	s.did = append(s.did, "publish "+orderid.From(ctx))
	return s.publish
}
