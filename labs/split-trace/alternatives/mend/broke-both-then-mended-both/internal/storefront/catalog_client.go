package storefront

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
)

// CatalogClient asks the catalog service for books.
type CatalogClient struct {
	baseURL string
	client  *http.Client
}

// NewCatalogClient returns a client for the catalog service at baseURL.
func NewCatalogClient(baseURL string) *CatalogClient {
	return &CatalogClient{
		baseURL: baseURL,
		client: &http.Client{
			Transport: otelhttp.NewTransport(http.DefaultTransport, calling("/books/{id}")...),
			Timeout:   5 * time.Second,
		},
	}
}

// Book returns the book with this id.
func (c *CatalogClient) Book(ctx context.Context, id string) (Book, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.baseURL+"/books/"+url.PathEscape(id), nil)
	if err != nil {
		return Book{}, fmt.Errorf("prepare the request to catalog: %w", err)
	}

	res, err := c.client.Do(req)
	if err != nil {
		return Book{}, unreachable("catalog", err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return Book{}, refused("catalog", res)
	}
	var book Book
	if err := json.NewDecoder(res.Body).Decode(&book); err != nil {
		return Book{}, fmt.Errorf("decode the catalog's answer: %w", err)
	}
	return book, nil
}
