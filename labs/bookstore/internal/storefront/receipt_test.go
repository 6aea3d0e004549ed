package storefront

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"bookstore/internal/spantest"
	"bookstore/internal/web"
)

const address = "bo+shop.7f@mail.example.com"

func TestReceiptGoesOnInTheCheckoutsTraceAfterItsAnswer(t *testing.T) {
	recorder := spantest.Record(t)
	var lines bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&lines, nil)))
	defer slog.SetDefault(before)

	answer := send(t, wishOf(address), listed(), accepting())
	if answer.Code != http.StatusCreated {
		t.Fatalf("answer = %d %s, want 201", answer.Code, answer.Body)
	}
	if err := FinishReceipts(); err != nil || !strings.Contains(lines.String(), `msg="receipt sent" recommended=2`) {
		t.Errorf("error = %v, log = %s; want the receipt to be sent", err, &lines)
	}
	if strings.Contains(lines.String(), address) {
		t.Errorf("log = %s; it holds the customer's address", &lines)
	}
	server := serving(t, recorder, "/books")
	client := byID(recorder)[server.Parent().SpanID()]
	if client == nil || client.Name() != "GET /books" || client.SpanKind() != trace.SpanKindClient || client.Status().Code != codes.Unset {
		t.Fatalf("the parent of the catalog's span is %v, want a client span \"GET /books\" without an error", client)
	}
	entry := serving(t, recorder, "/checkout")
	if client.Parent().SpanID() != entry.SpanContext().SpanID() || client.StartTime().Before(entry.EndTime()) {
		t.Errorf("the receipt is below %s and begins at %s; want the checkout %s, after its end %s", client.Parent().SpanID(),
			client.StartTime(), entry.SpanContext().SpanID(), entry.EndTime())
	}
	expectOrder(t, client)
}

func TestNobodyWritesToACustomerWithoutAnAddress(t *testing.T) {
	recorder := spantest.Record(t)
	send(t, wishOf(""), listed(), accepting())
	if err := FinishReceipts(); err != nil {
		t.Fatal(err)
	}
	for _, span := range recorder.Ended() {
		if span.Name() == "GET /books" {
			t.Errorf("span %q, want no receipt", span.Name())
		}
	}
}

func TestReceiptThatCannotBeSentIsLogged(t *testing.T) {
	var lines bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&lines, nil)))
	defer slog.SetDefault(before)
	send(t, wishOf(address), books(), accepting())
	if err := FinishReceipts(); err != nil || !strings.Contains(lines.String(), `msg="receipt not sent"`) {
		t.Errorf("error = %v, log = %s; want a line that the receipt was not sent", err, &lines)
	}
}

func TestAddressGoesToOrders(t *testing.T) {
	for _, email := range []string{address, ""} {
		var got Order
		orders := web.Routes{"POST /orders": http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
				t.Error(err)
			}
			web.Reply(w, http.StatusCreated, map[string]string{})
		})}
		send(t, wishOf(email), listed(), orders)
		if err := FinishReceipts(); err != nil || got.Email != email {
			t.Errorf("orders was told %q, want %q", got.Email, email)
		}
	}
}

func TestAddress(t *testing.T) {
	for email, want := range map[string]bool{
		"": true, "Ian.7f3a@EXAMPLE.ORG": true, address: true, "eve_7f@example.co.uk": true,
		"ada": false, "Ada <ada@example.org>": false, "ada@example.org, bo@example.org": false,
	} {
		if got := isAddress(email); got != want {
			t.Errorf("isAddress(%q) = %t, want %t", email, got, want)
		}
	}
}

func wishOf(email string) string {
	return `{"orderId":"` + id + `","bookId":"b-100","card":"4242424242424242","email":"` + email + `"}`
}

// listed is a catalog that has a list, too.
func listed() web.Routes {
	routes := maps.Clone(books())
	routes["GET /books"] = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		web.Reply(w, http.StatusOK, slices.Repeat([]Book{{ID: "b-200", Title: "Spans", PriceCents: 2900}}, 2))
	})
	return routes
}
