package storefront

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"
)

// listClient asks for the list of books only, so its CLIENT spans can be called by that address.
var listClient = &http.Client{
	Transport: otelhttp.NewTransport(http.DefaultTransport,
		otelhttp.WithSpanNameFormatter(func(_ string, r *http.Request) string { return r.Method + " /books" }),
		otelhttp.WithSpanOptions(trace.WithAttributes(semconv.URLTemplate("/books"))),
	),
	Timeout: 5 * time.Second,
}

// Books returns every book.
func (c *CatalogClient) Books(ctx context.Context) ([]Book, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.baseURL+"/books", nil)
	if err != nil {
		return nil, fmt.Errorf("prepare the request to catalog: %w", err)
	}
	res, err := listClient.Do(req)
	if err != nil {
		return nil, unreachable("catalog", err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, refused("catalog", res)
	}
	var books []Book
	if err := json.NewDecoder(res.Body).Decode(&books); err != nil {
		return nil, fmt.Errorf("decode the catalog's list: %w", err)
	}
	return books, nil
}
