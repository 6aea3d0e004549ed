package orderid

import (
	"fmt"

	"github.com/google/uuid"
)

// Parse returns id in its usual spelling, or a new id if id is empty.
func Parse(id string) (string, error) {
	if id == "" {
		return uuid.NewString(), nil
	}
	parsed, err := uuid.Parse(id)
	if err != nil {
		return "", fmt.Errorf("orderId must be a UUID, got %q", id)
	}
	return parsed.String(), nil
}
