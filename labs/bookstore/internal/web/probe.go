package web

import (
	"context"
	"fmt"
	"net/http"
)

// prober is a client of its own: whatever the service does to its other clients, health stays untraced.
var prober = &http.Client{}

// Reachable checks that the service at baseURL is alive. It does not ask whether that service is
// ready, so that one missing dependency is reported by the service that needs it and not by all.
func Reachable(service, baseURL string) Check {
	return Check{Name: service, Ask: func(ctx context.Context) error {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, baseURL+"/healthz", nil)
		if err != nil {
			return err
		}
		res, err := prober.Do(req)
		if err != nil {
			return err
		}
		defer res.Body.Close()
		if res.StatusCode != http.StatusOK {
			return fmt.Errorf("GET %s answered %s, expected 200", req.URL, res.Status)
		}
		return nil
	}}
}
