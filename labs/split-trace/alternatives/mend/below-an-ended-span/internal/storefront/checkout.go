// Package storefront takes checkouts: it looks up the book's price and places the order.
package storefront

import (
	"context"
	"fmt"

	"go.opentelemetry.io/otel"
)

// Book is a book as the catalog describes it.
type Book struct {
	ID         string `json:"id"`
	Title      string `json:"title"`
	PriceCents int    `json:"priceCents"`
}

// Order is what the orders service is asked to accept.
type Order struct {
	OrderID    string `json:"orderId"`
	BookID     string `json:"bookId"`
	PriceCents int    `json:"priceCents"`
	Card       string `json:"card"`
	Email      string `json:"email,omitempty"`
}

// Catalog knows the books.
type Catalog interface {
	Book(ctx context.Context, id string) (Book, error)
	Books(ctx context.Context) ([]Book, error)
}

// Orders accepts orders.
type Orders interface {
	Place(ctx context.Context, order Order) error
}

// checkout buys the book for the card at the catalog's price, not at one the customer names.
func checkout(ctx context.Context, catalog Catalog, orders Orders, wish request) (receipt, error) {
	ctx, span := otel.Tracer("bookstore/internal/storefront").Start(ctx, "look up the book")
	book, err := catalog.Book(ctx, wish.BookID)
	span.End()
	if err != nil {
		return receipt{}, fmt.Errorf("look up the book: %w", err)
	}
	order := Order{OrderID: wish.OrderID, BookID: book.ID, PriceCents: book.PriceCents, Card: wish.Card, Email: wish.Email}
	if err := orders.Place(ctx, order); err != nil {
		return receipt{}, fmt.Errorf("place the order: %w", err)
	}
	return receipt{
		OrderID: wish.OrderID, BookID: book.ID, Title: book.Title, PriceCents: book.PriceCents, Status: "accepted",
	}, nil
}
