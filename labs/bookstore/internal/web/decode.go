package web

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// maxBody is far more than any request of the Bookstore needs.
const maxBody = 64 << 10

// Decode reads the request's JSON body into target.
func Decode(w http.ResponseWriter, r *http.Request, target any) error {
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(target); err != nil {
		return fmt.Errorf("the body must be a JSON object: %w", err)
	}
	return nil
}
