package payments

import "errors"

// declinedCard is always declined, so that a lab can rely on it. Every other card is accepted.
const declinedCard = "4000000000000002"

var errDeclined = errors.New("card declined")

// charge stands for the call to a bank.
func charge(card string) error {
	if card == declinedCard {
		return errDeclined
	}
	return nil
}
