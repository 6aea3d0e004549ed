// Package web holds what the Bookstore's HTTP interfaces have alike: replies, metrics, spans, health.
package web

import (
	"encoding/json"
	"net/http"
)

// Reply answers with status and value as JSON.
func Reply(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	// The status line is already out; a caller who has gone away is no error of ours.
	_ = json.NewEncoder(w).Encode(value)
}

// Fail answers with status and a JSON object that says why.
func Fail(w http.ResponseWriter, status int, reason string) {
	Reply(w, status, map[string]string{"error": reason})
}
