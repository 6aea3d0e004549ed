package catalog

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"bookstore/internal/web"
)

func TestRoutes(t *testing.T) {
	shelf := books{found: Book{ID: "b-100", Title: "A Field Guide to Spans", PriceCents: 2900}}
	for name, test := range map[string]struct {
		books  books
		path   string
		status int
		body   string
	}{
		"a book": {shelf, "/books/b-100", 200,
			`{"id":"b-100","title":"A Field Guide to Spans","priceCents":2900}`},
		"every book": {shelf, "/books", 200,
			`[{"id":"b-100","title":"A Field Guide to Spans","priceCents":2900}]`},
		"no such book": {books{err: ErrNotFound}, "/books/b-101", 404, `{"error":"no such book: b-101"}`},
		"no database": {books{err: errors.New("connection refused")}, "/books/b-100", 503,
			`{"error":"the catalog's database does not answer"}`},
		"no database for the list": {books{err: errors.New("connection refused")}, "/books", 503,
			`{"error":"the catalog's database does not answer"}`},
	} {
		t.Run(name, func(t *testing.T) {
			answer := httptest.NewRecorder()
			request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, test.path, nil)
			web.Handler(Routes(test.books), nil).ServeHTTP(answer, request)
			if body := strings.TrimSpace(answer.Body.String()); answer.Code != test.status || body != test.body {
				t.Errorf("answer = %d %s, want %d %s", answer.Code, body, test.status, test.body)
			}
		})
	}
}

type books struct {
	found Book
	err   error
}

func (b books) Book(context.Context, string) (Book, error) { return b.found, b.err }

func (b books) Books(context.Context) ([]Book, error) { return []Book{b.found}, b.err }
