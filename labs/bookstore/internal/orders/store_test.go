package orders

import (
	"database/sql/driver"
	"slices"
	"testing"

	"bookstore/internal/sqltest"
)

func TestOrderIsKeptWithTheAddressIfThereIsOne(t *testing.T) {
	for email, want := range map[string]driver.Value{"ada@example.org": "ada@example.org", "": nil} {
		var database sqltest.Database
		order := Order{OrderID: id, BookID: "b-100", PriceCents: 2900, Card: "4242424242424242", Email: email}
		if err := NewStore(database.Open(t)).Insert(t.Context(), order); err != nil {
			t.Fatal(err)
		}
		if got := database.Asked[0].Args; !slices.Equal(got, []driver.Value{id, "b-100", int64(2900), want}) {
			t.Errorf("with e-mail %q: kept %v, want the order without its card and %v", email, got, want)
		}
	}
}
