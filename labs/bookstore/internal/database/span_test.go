package database

import "testing"

func TestSpanName(t *testing.T) {
	for query, want := range map[string]string{
		"INSERT INTO orders (id) VALUES ($1)":   "INSERT orders",
		"select title from books where id = $1": "SELECT books",
		"UPDATE orders SET refunded_at = now()": "UPDATE orders",
		"SELECT 1":                              "SELECT",
		"DELETE FROM":                           "DELETE",
		"":                                      "sql.conn.query",
		"\n\tSELECT id\n\tFROM books\n\tORDER BY id": "SELECT books",
	} {
		if got := spanName(t.Context(), "sql.conn.query", query); got != want {
			t.Errorf("spanName(%q) = %q, want %q", query, got, want)
		}
	}
}
