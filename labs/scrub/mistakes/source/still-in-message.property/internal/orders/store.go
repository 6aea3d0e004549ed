package orders

import (
	"context"
	"database/sql"
	"fmt"
)

// Store records orders in Postgres.
type Store struct{ db *sql.DB }

// NewStore returns a store on db.
func NewStore(db *sql.DB) *Store { return &Store{db} }

// Insert records an order; the card is not kept. An order sent twice is recorded once.
func (s *Store) Insert(ctx context.Context, order Order) error {
	_, err := s.db.ExecContext(ctx,
		`INSERT INTO orders (id, book_id, price_cents, customer_email) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING`,
		order.OrderID, order.BookID, order.PriceCents, sql.NullString{String: order.Email, Valid: order.Email != ""})
	if err != nil {
		return fmt.Errorf("insert order %s: %w", order.OrderID, err)
	}
	return nil
}
