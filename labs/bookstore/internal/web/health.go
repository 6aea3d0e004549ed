package web

import (
	"context"
	"net/http"
	"time"
)

// Check asks one dependency whether it answers.
type Check struct {
	Name string
	Ask  func(context.Context) error
}

// checkTimeout keeps a readiness answer quicker than those who ask for it are patient.
const checkTimeout = time.Second

func alive(w http.ResponseWriter, _ *http.Request) {
	Reply(w, http.StatusOK, map[string]string{"status": "alive"})
}

// ready answers 503 and names the first dependency that does not answer.
func ready(checks []Check) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), checkTimeout)
		defer cancel()
		for _, check := range checks {
			if err := check.Ask(ctx); err != nil {
				Reply(w, http.StatusServiceUnavailable, map[string]string{
					"status": "not ready", "dependency": check.Name, "error": err.Error(),
				})
				return
			}
		}
		Reply(w, http.StatusOK, map[string]string{"status": "ready"})
	})
}
