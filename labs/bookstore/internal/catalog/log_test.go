package catalog

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"bookstore/internal/logging"
	"bookstore/internal/web"
)

func TestLookUpIsLoggedWhenItBeginsAndWhenItIsDone(t *testing.T) {
	const header = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	var out bytes.Buffer
	before := slog.Default()
	slog.SetDefault(logging.New(&out, "catalog"))
	defer slog.SetDefault(before)

	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/books/b-100", nil)
	request.Header.Set("traceparent", header)
	shelf := books{found: Book{ID: "b-100", PriceCents: 2900}}
	web.Handler(Routes(shelf), nil).ServeHTTP(httptest.NewRecorder(), request)

	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	wanted := []map[string]any{
		{"msg": "look-up received", "book": "b-100", "received_traceparent": header},
		{"msg": "book looked up", "book": "b-100", "price_cents": 2900.0},
	}
	if len(lines) != len(wanted) {
		t.Fatalf("log = %q, want two lines", lines)
	}
	for i, want := range wanted {
		var line map[string]any
		if err := json.Unmarshal([]byte(lines[i]), &line); err != nil {
			t.Fatal(err)
		}
		for key, value := range want {
			if line[key] != value {
				t.Errorf("line %d = %v, want %s = %v", i+1, line, key, value)
			}
		}
	}
}
