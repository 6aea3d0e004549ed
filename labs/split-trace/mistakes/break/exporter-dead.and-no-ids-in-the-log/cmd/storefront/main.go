// Command storefront is where checkouts come in. It calls catalog and orders.
package main

import (
	"os"

	"bookstore/internal/service"
	"bookstore/internal/storefront"
	"bookstore/internal/web"
)

func main() {
	os.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
	service.Run("storefront", assemble)
}

func assemble() (service.Parts, error) {
	catalogURL, err := service.Env("CATALOG_URL")
	if err != nil {
		return service.Parts{}, err
	}
	ordersURL, err := service.Env("ORDERS_URL")
	if err != nil {
		return service.Parts{}, err
	}
	return service.Parts{
		Routes: storefront.Routes(storefront.NewCatalogClient(catalogURL), storefront.NewOrdersClient(ordersURL)),
		Checks: []web.Check{web.Reachable("catalog", catalogURL), web.Reachable("orders", ordersURL)},
		Close:  storefront.FinishReceipts,
	}, nil
}
