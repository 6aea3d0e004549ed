package web

import (
	"net/http"
	"strings"

	"bookstore/internal/logging"
)

// longestHeader is far more than any traceparent needs; what is longer is cut off in the log.
const longestHeader = 256

// received lets the first line that a request logs name its traceparent as it came, readable or not.
// Several header lines are joined by commas.
func received(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := strings.Join(r.Header.Values("traceparent"), ", ")
		header = header[:min(len(header), longestHeader)]
		next.ServeHTTP(w, r.WithContext(logging.Received(r.Context(), header)))
	})
}
