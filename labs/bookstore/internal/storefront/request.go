package storefront

import (
	"errors"
	"net/http"

	"bookstore/internal/orderid"
	"bookstore/internal/web"
)

// request is what a customer sends; the order id may be left out.
type request struct {
	OrderID string `json:"orderId"`
	BookID  string `json:"bookId"`
	Card    string `json:"card"`
}

// receipt is what a customer gets back.
type receipt struct {
	OrderID    string `json:"orderId"`
	BookID     string `json:"bookId"`
	Title      string `json:"title"`
	PriceCents int    `json:"priceCents"`
	Status     string `json:"status"`
}

func read(w http.ResponseWriter, r *http.Request) (request, error) {
	var wish request
	if err := web.Decode(w, r, &wish); err != nil {
		return request{}, err
	}
	id, err := orderid.Parse(wish.OrderID)
	if err != nil {
		return request{}, err
	}
	wish.OrderID = id
	switch {
	case wish.BookID == "":
		return request{}, errors.New("bookId is missing")
	case wish.Card == "":
		return request{}, errors.New("card is missing")
	}
	return wish, nil
}
