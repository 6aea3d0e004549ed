package storefront

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
)

// OrdersClient sends orders to the orders service.
type OrdersClient struct {
	baseURL string
	client  *http.Client
}

// NewOrdersClient returns a client for the orders service at baseURL.
func NewOrdersClient(baseURL string) *OrdersClient {
	return &OrdersClient{
		baseURL: baseURL,
		client: &http.Client{
			Transport: otelhttp.NewTransport(http.DefaultTransport, calling("/orders")...),
			Timeout:   5 * time.Second,
		},
	}
}

// Place sends one order and returns when the orders service has accepted it.
func (c *OrdersClient) Place(ctx context.Context, order Order) error {
	body, err := json.Marshal(order)
	if err != nil {
		return fmt.Errorf("encode the order: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.baseURL+"/orders", bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("prepare the request to orders: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")

	res, err := c.client.Do(req)
	if err != nil {
		return unreachable("orders", err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusCreated {
		return refused("orders", res)
	}
	// net/http uses a connection again only when the answer before was read to its end. The order is
	// accepted by its status, so an answer that breaks off here is no error.
	_, _ = io.Copy(io.Discard, res.Body)
	return nil
}
