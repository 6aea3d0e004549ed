package payments

import "context"

// declinedCard is always declined, so that a lab can rely on it. Every other card is accepted.
const declinedCard = "4000000000000002"

// errDeclined is the bank's no.
var errDeclined = failure{"card_declined", "card declined"}

// shopsBank is the bank that the Bookstore's customers pay through.
var shopsBank bank

// bank stands for a bank's interface. What it answers depends on the card.
type bank struct{}

func (*bank) charge(_ context.Context, order payment) error {
	if order.Card == declinedCard {
		return errDeclined
	}
	return nil
}

// failure is an error with a name for error.type: that of its Go type would say nothing.
type failure struct{ kind, text string }

func (f failure) Error() string { return f.text }

// ErrorType is asked for by semconv.ErrorType.
func (f failure) ErrorType() string { return f.kind }
