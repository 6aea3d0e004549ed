package payments

import (
	"context"
	"strings"
	"sync"
	"time"

	"bookstore/internal/failure"
)

// The test cards, so that a lab can rely on what the bank answers. Every card not in declinedRange is accepted.
const (
	// declinedRange is how the numbers begin that are declined.
	declinedRange = "400000"
	// lateCard is declined as well, after lateness.
	lateCard = "4000000000009979"
	// flakyCard finds no bank at the first try of an order, and is accepted at the second.
	flakyCard = "4000000000000119"
)

// lateness is how long the bank thinks about lateCard: much longer than a checkout takes.
const lateness = 3 * time.Second

var (
	// errDeclined is the bank's no.
	errDeclined = failure.New("card_declined", "card declined")
	// errUnavailable is no answer at all.
	errUnavailable = failure.New("bank_unavailable", "the bank does not answer")
)

// shopsBank is the bank that the Bookstore's customers pay through.
var shopsBank bank

// bank stands for a bank's interface. What it answers depends on the card.
type bank struct {
	// missed holds the orders of flakyCard that were tried once.
	missed sync.Map
}

func (b *bank) charge(ctx context.Context, order payment) error {
	switch order.Card {
	case lateCard:
		select {
		case <-time.After(lateness):
			return errDeclined
		case <-ctx.Done():
			return ctx.Err()
		}
	case flakyCard:
		if _, again := b.missed.LoadAndDelete(order.OrderID); !again {
			b.missed.Store(order.OrderID, true)
			return errUnavailable
		}
		return nil
	}
	if strings.HasPrefix(strings.ReplaceAll(order.Card, " ", ""), declinedRange) {
		return errDeclined
	}
	return nil
}
