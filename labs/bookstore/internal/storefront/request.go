package storefront

import (
	"errors"
	"net/http"
	"net/mail"

	"bookstore/internal/orderid"
	"bookstore/internal/web"
)

// request is what a customer sends; order id and e-mail address may be left out.
type request struct {
	OrderID string `json:"orderId"`
	BookID  string `json:"bookId"`
	Card    string `json:"card"`
	Email   string `json:"email"`
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
	case !isAddress(wish.Email):
		return request{}, errors.New("email must be an address such as ada@example.org")
	}
	return wish, nil
}

// isAddress tells an address from other text; none at all will do.
func isAddress(email string) bool {
	parsed, err := mail.ParseAddress(email)
	return email == "" || (err == nil && parsed.Address == email)
}
