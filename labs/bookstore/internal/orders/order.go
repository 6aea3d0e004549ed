// Package orders records orders and asks for their payment.
package orders

import "errors"

// Order is what the storefront asks for: one book at the price the customer saw.
type Order struct {
	OrderID    string `json:"orderId"`
	BookID     string `json:"bookId"`
	PriceCents int    `json:"priceCents"`
	Card       string `json:"card"`
	// Email may be left out.
	Email string `json:"email"`
}

// complete reports what an order lacks, apart from its id.
func (o Order) complete() error {
	switch {
	case o.BookID == "":
		return errors.New("bookId is missing")
	case o.PriceCents <= 0:
		return errors.New("priceCents must be more than 0")
	case o.Card == "":
		return errors.New("card is missing")
	}
	return nil
}
