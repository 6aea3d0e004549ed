package payments

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestLateCardIsDeclinedAfterThreeSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		err := new(bank).charge(t.Context(), payment{Card: lateCard})
		if took := time.Since(begun); !errors.Is(err, errDeclined) || took != 3*time.Second {
			t.Errorf("the bank said %v after %s, want %v after 3s", err, took, errDeclined)
		}
	})
}

func TestNobodyWaitsForTheBankWhoseContextIsOver(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := new(bank).charge(ctx, payment{Card: lateCard}); !errors.Is(err, context.Canceled) {
		t.Errorf("error = %v, want %v", err, context.Canceled)
	}
}

func TestFlakyCardSucceedsAtTheSecondTryOfEachOrder(t *testing.T) {
	var b bank
	for _, step := range []struct {
		order string
		want  error
	}{{"o-1", errUnavailable}, {"o-2", errUnavailable}, {"o-1", nil}, {"o-2", nil}} {
		if err := b.charge(t.Context(), payment{OrderID: step.order, Card: flakyCard}); err != step.want {
			t.Errorf("order %s: error = %v, want %v", step.order, err, step.want)
		}
	}
}
