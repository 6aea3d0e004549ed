package storefront

import (
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"bookstore/internal/web"
)

// A new connection costs a handshake, which the trace shows as time between the CLIENT and the SERVER span.
func TestClientsUseTheirConnectionAgain(t *testing.T) {
	catalogURL, toCatalog := counting(t, books())
	ordersURL, toOrders := counting(t, accepting())
	catalog, orders := NewCatalogClient(catalogURL), NewOrdersClient(ordersURL)
	for range 5 {
		book, err := catalog.Book(t.Context(), "b-100")
		if err != nil {
			t.Fatal(err)
		}
		if err := orders.Place(t.Context(), Order{OrderID: id, BookID: book.ID, PriceCents: book.PriceCents}); err != nil {
			t.Fatal(err)
		}
	}
	for service, connections := range map[string]*atomic.Int32{"catalog": toCatalog, "orders": toOrders} {
		if got := connections.Load(); got != 1 {
			t.Errorf("5 requests to %s took %d connections, want 1", service, got)
		}
	}
}

// counting serves routes and counts the connections that are made to them.
func counting(t *testing.T, routes web.Routes) (string, *atomic.Int32) {
	t.Helper()
	var connections atomic.Int32
	server := httptest.NewUnstartedServer(web.Handler(routes, nil))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			connections.Add(1)
		}
	}
	server.Start()
	t.Cleanup(server.Close)
	return server.URL, &connections
}
