// Command refund gives the price of one order back: refund ORDER_ID. It is a job, which ends by itself:
// with status 0 if the order was refunded, 1 if it was not, 2 if the order's id is missing or none.
package main

import (
	"context"
	"fmt"
	"os"

	"bookstore/internal/database"
	"bookstore/internal/orderid"
	"bookstore/internal/refund"
	"bookstore/internal/service"
)

func main() {
	if len(os.Args) != 2 || os.Args[1] == "" {
		usage("the id of an order is needed")
	}
	orderID, err := orderid.Parse(os.Args[1])
	if err != nil {
		usage(err.Error())
	}
	os.Exit(service.RunJob("refund", func(ctx context.Context) error { return run(ctx, orderID) }))
}

func run(ctx context.Context, orderID string) error {
	url, err := service.Env("DATABASE_URL")
	if err != nil {
		return err
	}
	db, err := database.Open(url)
	if err != nil {
		return err
	}
	defer db.Close()
	return refund.Order(ctx, refund.NewStore(db), orderID)
}

func usage(problem string) {
	fmt.Fprintf(os.Stderr, "refund: %s\nusage: refund ORDER_ID\n", problem)
	os.Exit(2)
}
