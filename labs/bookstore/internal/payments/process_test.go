package payments

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"testing"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"

	"bookstore/internal/logging"
	"bookstore/internal/orderid"
	"bookstore/internal/queue"
	"bookstore/internal/spantest"
)

const id = "6f0e3a52-9f5c-4a0e-8a55-0c9d4d8a7b11"

func TestEveryOutcomeOfAChargeIsOnASpanOfItsOwn(t *testing.T) {
	for name, test := range map[string]struct {
		card, outcome, errorType string
		status                   codes.Code
	}{
		"accepted card": {"4242424242424242", "accepted", "", codes.Unset},
		"declined card": {"4000000000000002", "declined", "card_declined", codes.Error},
	} {
		t.Run(name, func(t *testing.T) {
			process, charge, err := spansOf(t, paymentBy(test.card))
			if err != nil {
				t.Errorf("error = %v, want none: the message is done", err)
			}
			if process.Status().Code != codes.Unset {
				t.Errorf("the message's span has status %v, want none: it was handled", process.Status())
			}
			if got := value(process, orderid.Key); got != id {
				t.Errorf("the message's span has order %q, want %q", got, id)
			}
			if charge.Name() != "charge card" || charge.SpanKind() != trace.SpanKindInternal ||
				charge.Parent().SpanID() != process.SpanContext().SpanID() {
				t.Errorf("span = %q, %v, below %v; want an internal \"charge card\" below the message's",
					charge.Name(), charge.SpanKind(), charge.Parent().SpanID())
			}
			if charge.Status().Code != test.status || len(charge.Events()) > 0 {
				t.Errorf("status = %v, events = %v; want %v and no event", charge.Status(), charge.Events(), test.status)
			}
			for key, want := range map[attribute.Key]string{
				"bookstore.payment.outcome": test.outcome, "bookstore.payment.amount_cents": "2900", "error.type": test.errorType,
			} {
				if got := value(charge, key); got != want {
					t.Errorf("%s = %q, want %q", key, got, want)
				}
			}
			if got := charge.InstrumentationScope().SchemaURL; got != semconv.SchemaURL {
				t.Errorf("schema URL = %q, want %q", got, semconv.SchemaURL)
			}
		})
	}
}

func TestBankThatDoesNotAnswerIsAskedAgain(t *testing.T) {
	process, charge, err := spansOf(t, paymentBy(flakyCard))
	if !errors.Is(err, queue.ErrRequeue) || err.Error() != "charge the card: the bank does not answer (to be tried again)" {
		t.Errorf("error = %v, want one that asks for another try", err)
	}
	if got := semconv.ErrorType(err).Value.AsString(); got != "bank_unavailable" {
		t.Errorf("the message's error.type will be %q, want \"bank_unavailable\"", got)
	}
	if got := value(charge, "bookstore.payment.outcome"); got != "failed" || charge.Status().Code != codes.Error {
		t.Errorf("outcome = %q, status = %v; want a failed charge", got, charge.Status())
	}
	if got := value(process, orderid.Key); got != id {
		t.Errorf("the message's span has order %q, want %q", got, id)
	}
	if _, _, err := spansOf(t, paymentBy(flakyCard)); err != nil {
		t.Errorf("the second try: error = %v, want none", err)
	}
}

func TestReceivedPaymentIsLoggedWithItsTraceparent(t *testing.T) {
	var out bytes.Buffer
	before := slog.Default()
	slog.SetDefault(logging.New(&out, "payments-worker"))
	defer slog.SetDefault(before)

	if _, _, err := spansOf(t, paymentBy("4242424242424242")); err != nil {
		t.Fatal(err)
	}
	var line map[string]string
	if err := json.Unmarshal(bytes.SplitN(out.Bytes(), []byte("\n"), 2)[0], &line); err != nil {
		t.Fatal(err)
	}
	if line["msg"] != "payment received" || line["received_traceparent"] != "none" ||
		line["bookstore.order.id"] != id || line["trace_id"] == "" {
		t.Errorf("line = %v; want \"payment received\" with order, trace and received_traceparent", line)
	}
}

func TestMessageThatCannotBeReadIsAnError(t *testing.T) {
	process, charge, err := spansOf(t, `{"orderId":`)
	if err == nil || err.Error() != "read a payment: unexpected end of JSON input" {
		t.Errorf("error = %v, want one that says what is wrong with the message", err)
	}
	if charge != nil || value(process, orderid.Key) != "" {
		t.Errorf("charged %v for order %q, want neither", charge, value(process, orderid.Key))
	}
}

func paymentBy(card string) string {
	return `{"orderId":"` + id + `","priceCents":2900,"card":"` + card + `"}`
}

// spansOf processes a message and returns the span it is processed in and that of the charge, if there is one.
func spansOf(t *testing.T, message string) (process, charge sdktrace.ReadOnlySpan, err error) {
	t.Helper()
	recorder := spantest.Record(t)
	ctx, span := otel.Tracer("test").Start(t.Context(), "process payments")
	err = Process(ctx, []byte(message))
	span.End()
	ended := recorder.Ended()
	if len(ended) > 1 {
		charge = ended[0]
	}
	return ended[len(ended)-1], charge, err
}

// value gives an attribute as text, "" if the span has none of this key.
func value(span sdktrace.ReadOnlySpan, key attribute.Key) string {
	for _, attribute := range span.Attributes() {
		if attribute.Key == key {
			return attribute.Value.String()
		}
	}
	return ""
}
