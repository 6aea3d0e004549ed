package web

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"bookstore/internal/logging"
)

func TestRequestsFirstLineNamesTheTraceparentAsItCame(t *testing.T) {
	const header = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	for name, test := range map[string]struct {
		sent []string
		want string
	}{
		"none":               {nil, "none"},
		"one":                {[]string{header}, header},
		"one that is broken": {[]string{"00-ZZ"}, "00-ZZ"},
		"two":                {[]string{header, "00-other"}, header + ", 00-other"},
		"far too long":       {[]string{strings.Repeat("0", 1000)}, strings.Repeat("0", longestHeader)},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			log := logging.New(&out, "orders")
			handler := Handler(Routes{"POST /orders": http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				log.InfoContext(r.Context(), "order received")
			})}, nil)
			request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/orders", nil)
			request.Header["Traceparent"] = test.sent
			handler.ServeHTTP(httptest.NewRecorder(), request)

			var line map[string]any
			if err := json.Unmarshal(out.Bytes(), &line); err != nil {
				t.Fatal(err)
			}
			if line[logging.ReceivedKey] != test.want {
				t.Errorf("line = %v, want %s = %q", line, logging.ReceivedKey, test.want)
			}
		})
	}
}
