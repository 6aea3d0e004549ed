package refund

import (
	"context"
	"database/sql/driver"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"go.opentelemetry.io/otel/codes"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	"bookstore/internal/orderid"
	"bookstore/internal/spantest"
	"bookstore/internal/sqltest"
)

const id = "6f0e3a52-9f5c-4a0e-8a55-0c9d4d8a7b11"

func TestRefund(t *testing.T) {
	gone := errors.New("connection refused")
	for name, test := range map[string]struct {
		shop  shop
		want  error
		did   []string
		error string
	}{
		"sold":            {shop{sale: Sale{BookID: "b-100", PriceCents: 2900}}, nil, []string{"sale", "note"}, ""},
		"unknown":         {shop{unknown: errUnknown}, errUnknown, []string{"sale"}, "order_unknown"},
		"refunded before": {shop{sale: Sale{Refunded: true}}, errRefunded, []string{"sale"}, "order_refunded"},
		"not noted":       {shop{note: gone}, gone, []string{"sale", "note"}, "*errors.errorString"},
	} {
		t.Run(name, func(t *testing.T) {
			recorder := spantest.Record(t)
			err := Order(t.Context(), &test.shop, id)
			if !errors.Is(err, test.want) || !slices.Equal(test.shop.did, test.did) {
				t.Errorf("did %v, error = %v; want %v, %v", test.shop.did, err, test.did, test.want)
			}
			root := recorder.Ended()[len(recorder.Ended())-1]
			if root.Name() != "refund order" || root.Parent().IsValid() || value(root, string(orderid.Key)) != id {
				t.Errorf("root = %q below %v for order %q", root.Name(), root.Parent(), value(root, string(orderid.Key)))
			}
			if failed := root.Status().Code == codes.Error; failed != (test.want != nil) || value(root, "error.type") != test.error {
				t.Errorf("status = %v, error.type = %q; want %q", root.Status(), value(root, "error.type"), test.error)
			}
		})
	}
}

func TestChargeBackIsASpanOfItsOwn(t *testing.T) {
	recorder := spantest.Record(t)
	if err := Order(t.Context(), &shop{sale: Sale{BookID: "b-100", PriceCents: 2900}}, id); err != nil {
		t.Fatal(err)
	}
	span, root := recorder.Ended()[0], recorder.Ended()[1]
	if span.Name() != "charge back" || span.Parent().SpanID() != root.SpanContext().SpanID() {
		t.Errorf("span = %q below %v, want \"charge back\" below %v", span.Name(), span.Parent().SpanID(), root.SpanContext().SpanID())
	}
	if got := value(span, "bookstore.refund.amount_cents"); got != "2900" || span.Status().Code != codes.Unset {
		t.Errorf("amount = %q, status = %v; want 2900 and none", got, span.Status())
	}
}

func TestRefundOfTheSlowBookCanBeStopped(t *testing.T) {
	recorder := spantest.Record(t)
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		slow := shop{sale: Sale{BookID: "b-900"}}
		if err := Order(t.Context(), &slow, id); err != nil || time.Since(begun) != 2*time.Second {
			t.Errorf("error = %v after %s, want none after 2s", err, time.Since(begun))
		}
		ctx, stop := context.WithTimeout(t.Context(), time.Second) // what SIGTERM does
		defer stop()
		stopped := shop{sale: Sale{BookID: "b-900"}}
		if err := Order(ctx, &stopped, id); !errors.Is(err, errStopped) || !slices.Equal(stopped.did, []string{"sale"}) {
			t.Errorf("did %v, error = %v; want nothing noted and %v", stopped.did, err, errStopped)
		}
	})
	for _, span := range recorder.Ended()[2:] {
		if value(span, "error.type") != "stopped" {
			t.Errorf("span %q has error.type %q, want \"stopped\"", span.Name(), value(span, "error.type"))
		}
	}
}

func TestRefundThatWasMadeIsNotedThoughTheJobIsStopped(t *testing.T) {
	spantest.Record(t)
	ctx, stop := context.WithCancel(t.Context())
	shop := shop{sale: Sale{BookID: "b-100"}, stop: stop}
	if err := Order(ctx, &shop, id); err != nil || shop.ended {
		t.Errorf("error = %v, noted in an ended context: %t; want none and false", err, shop.ended)
	}
}

func TestStore(t *testing.T) {
	database := sqltest.Database{
		Columns: []string{"book_id", "price_cents", "refunded"}, Rows: [][]driver.Value{{"b-100", int64(2900), false}}, Affected: 1,
	}
	store := NewStore(database.Open(t))
	sale, err := store.Sale(t.Context(), id)
	if want := (Sale{"b-100", 2900, false}); err != nil || sale != want {
		t.Errorf("sale = %v, %v; want %v", sale, err, want)
	}
	if err := store.NoteRefund(t.Context(), id); err != nil {
		t.Error(err)
	}
	for _, statement := range database.Asked {
		if !slices.Equal(statement.Args, []driver.Value{id}) {
			t.Errorf("%s asked with %v, want the order's id", statement.Query, statement.Args)
		}
	}

	none := sqltest.Database{Columns: []string{"book_id", "price_cents", "refunded"}}
	store = NewStore(none.Open(t))
	if _, err := store.Sale(t.Context(), id); !errors.Is(err, errUnknown) {
		t.Errorf("no such order: error = %v, want %v", err, errUnknown)
	}
	if err := store.NoteRefund(t.Context(), id); !errors.Is(err, errRefunded) {
		t.Errorf("noted by another job meanwhile: error = %v, want %v", err, errRefunded)
	}
}

// shop notes what is asked of it.
type shop struct {
	sale          Sale
	unknown, note error
	// stop is called when the sale was looked up.
	stop  func()
	ended bool
	did   []string
}

func (s *shop) Sale(context.Context, string) (Sale, error) {
	s.did = append(s.did, "sale")
	if s.stop != nil {
		s.stop()
	}
	return s.sale, s.unknown
}

func (s *shop) NoteRefund(ctx context.Context, _ string) error {
	s.did = append(s.did, "note")
	s.ended = ctx.Err() != nil
	return s.note
}

// value gives an attribute as text, "" if the span has none of this key.
func value(span sdktrace.ReadOnlySpan, key string) string {
	for _, attribute := range span.Attributes() {
		if string(attribute.Key) == key {
			return attribute.Value.String()
		}
	}
	return ""
}
