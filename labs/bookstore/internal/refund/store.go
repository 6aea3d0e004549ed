package refund

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Sale is what a refund needs to know of an order.
type Sale struct {
	BookID     string
	PriceCents int
	Refunded   bool
}

// Store reads and marks orders in Postgres.
type Store struct{ db *sql.DB }

// NewStore returns a store on db.
func NewStore(db *sql.DB) *Store { return &Store{db} }

// Sale returns what was sold with this order.
func (s *Store) Sale(ctx context.Context, orderID string) (Sale, error) {
	var sale Sale
	err := s.db.QueryRowContext(ctx,
		`SELECT book_id, price_cents, refunded_at IS NOT NULL FROM orders WHERE id = $1`, orderID,
	).Scan(&sale.BookID, &sale.PriceCents, &sale.Refunded)
	if errors.Is(err, sql.ErrNoRows) {
		return Sale{}, errUnknown
	}
	if err != nil {
		return Sale{}, fmt.Errorf("look up order %s: %w", orderID, err)
	}
	return sale, nil
}

// NoteRefund keeps that the order was refunded, unless that is known already.
func (s *Store) NoteRefund(ctx context.Context, orderID string) error {
	done, err := s.db.ExecContext(ctx,
		`UPDATE orders SET refunded_at = now() WHERE id = $1 AND refunded_at IS NULL`, orderID)
	if err != nil {
		return fmt.Errorf("note the refund of order %s: %w", orderID, err)
	}
	if changed, err := done.RowsAffected(); err != nil || changed == 0 {
		return errors.Join(errRefunded, err)
	}
	return nil
}
