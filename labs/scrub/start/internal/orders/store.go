package orders

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// Store records orders in Postgres.
type Store struct{ db *sql.DB }

// NewStore returns a store on db.
func NewStore(db *sql.DB) *Store { return &Store{db} }

// Insert records an order; the card is not kept. An order sent twice is recorded once.
func (s *Store) Insert(ctx context.Context, order Order) error {
	// Written out with its values, so that the statement in a trace can be run again as it is.
	statement := fmt.Sprintf(
		`INSERT INTO orders (id, book_id, price_cents, customer_email) VALUES (%s, %s, %d, nullif(%s, '')) ON CONFLICT (id) DO NOTHING`,
		quoted(order.OrderID), quoted(order.BookID), order.PriceCents, quoted(order.Email))
	if _, err := s.db.ExecContext(ctx, statement); err != nil {
		return fmt.Errorf("insert order %s: %w", order.OrderID, err)
	}
	return nil
}

// quoted makes a text a literal of SQL.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }
