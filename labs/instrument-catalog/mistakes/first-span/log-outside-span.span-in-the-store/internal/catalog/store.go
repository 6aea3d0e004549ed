// Package catalog answers which books there are and what they cost.
package catalog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"

	"go.opentelemetry.io/otel"
)

// Book is a book for sale.
type Book struct {
	ID         string `json:"id"`
	Title      string `json:"title"`
	PriceCents int    `json:"priceCents"`
}

// ErrNotFound says that there is no such book.
var ErrNotFound = errors.New("no such book")

// Store reads books from Postgres.
type Store struct{ db *sql.DB }

// NewStore returns a store on db.
func NewStore(db *sql.DB) *Store { return &Store{db} }

// Book returns the book with this id.
func (s *Store) Book(ctx context.Context, id string) (Book, error) {
	ctx, span := otel.Tracer("bookstore/catalog").Start(ctx, "look up book")
	defer span.End()
	slog.InfoContext(ctx, "asking the database", "book", id)
	book := Book{ID: id}
	err := s.db.QueryRowContext(ctx,
		`SELECT title, price_cents FROM book_details WHERE id = $1`, id,
	).Scan(&book.Title, &book.PriceCents)
	if errors.Is(err, sql.ErrNoRows) {
		return Book{}, ErrNotFound
	}
	if err != nil {
		return Book{}, fmt.Errorf("look up book %s: %w", id, err)
	}
	return book, nil
}

// Books returns every book, by id.
func (s *Store) Books(ctx context.Context) ([]Book, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id, title, price_cents FROM books ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("list the books: %w", err)
	}
	defer rows.Close()
	books := []Book{}
	for rows.Next() {
		var book Book
		if err := rows.Scan(&book.ID, &book.Title, &book.PriceCents); err != nil {
			return nil, fmt.Errorf("read a book: %w", err)
		}
		books = append(books, book)
	}
	return books, rows.Err()
}
