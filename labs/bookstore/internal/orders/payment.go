package orders

import "context"

// Payment is the message that asks payments-worker to charge a card.
type Payment struct {
	OrderID    string `json:"orderId"`
	PriceCents int    `json:"priceCents"`
	Card       string `json:"card"`
}

// Recorder keeps orders.
type Recorder interface {
	Insert(ctx context.Context, order Order) error
}

// Publisher sends messages.
type Publisher interface {
	Publish(ctx context.Context, value any) error
}
