package failure

import (
	"errors"
	"fmt"
	"testing"

	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
)

func TestNameIsFoundThroughWhatWrapsIt(t *testing.T) {
	declined := New("card_declined", "card declined")
	err := fmt.Errorf("charge the card: %w (%w)", declined, errors.New("to be tried again"))
	if got := semconv.ErrorType(err).Value.AsString(); got != "card_declined" {
		t.Errorf("error.type = %q, want \"card_declined\"", got)
	}
	if !errors.Is(err, declined) || err.Error() != "charge the card: card declined (to be tried again)" {
		t.Errorf("error = %v, want the text, and %v to be found in it", err, declined)
	}
}
