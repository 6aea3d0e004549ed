package database

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"testing"

	"github.com/XSAM/otelsql"
	"github.com/jackc/pgx/v5/pgconn"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	"bookstore/internal/spantest"
)

const url = "postgres://shop:secret@db.example:5433/bookstore?sslmode=disable"

func TestStatementIsDescribed(t *testing.T) {
	span := statement(t, nil)
	expect(t, span, map[attribute.Key]string{
		"db.system.name": "postgresql", "db.namespace": "bookstore", "server.address": "db.example", "server.port": "5433",
		"db.query.summary": "SELECT books", "db.query.text": "SELECT title FROM books",
		"error.type": "", "db.response.status_code": "",
	})
	if span.Name() != "SELECT books" || span.Status().Code != codes.Unset {
		t.Errorf("span = %q with status %v, want \"SELECT books\" without an error", span.Name(), span.Status())
	}
}

func TestFailedStatementSaysHow(t *testing.T) {
	for name, test := range map[string]struct {
		err        error
		kind, code string
	}{
		"refused by Postgres":   {&pgconn.PgError{Code: "23505"}, "23505", "23505"},
		"a wrapped answer":      {fmt.Errorf("insert: %w", &pgconn.PgError{Code: "42P01"}), "42P01", "42P01"},
		"out of time":           {fmt.Errorf("wait: %w", context.DeadlineExceeded), "timeout", ""},
		"given up":              {context.Canceled, "canceled", ""},
		"something else failed": {&pgconn.ParseConfigError{}, "*pgconn.ParseConfigError", ""},
	} {
		t.Run(name, func(t *testing.T) {
			span := statement(t, test.err)
			expect(t, span, map[attribute.Key]string{"error.type": test.kind, "db.response.status_code": test.code})
			if span.Status().Code != codes.Error {
				t.Errorf("status = %v, want an error", span.Status())
			}
			if events := span.Events(); len(events) != 1 || events[0].Name != "exception" {
				t.Errorf("events = %v, want the one that otelsql records", events)
			}
		})
	}
}

func TestSkippedWayIsNoFailure(t *testing.T) {
	if got := failed(driver.ErrSkip); got != nil {
		t.Errorf("failed(driver.ErrSkip) = %v, want nothing", got)
	}
}

func TestAddressIsRead(t *testing.T) {
	if _, err := Open("postgres://shop@db.example:port/bookstore"); err == nil {
		t.Error("an address whose port is no number gave no error")
	}
}

// statement runs a statement that ends with err, on a driver that stands for Postgres, and gives its span.
func statement(t *testing.T, err error) sdktrace.ReadOnlySpan {
	t.Helper()
	recorder := spantest.Record(t)
	config, problem := pgconn.ParseConfig(url)
	if problem != nil {
		t.Fatal(problem)
	}
	db := otelsql.OpenDB(answering{err}, options(config)...)
	defer db.Close()
	rows, got := db.QueryContext(t.Context(), "SELECT title FROM books")
	if got == nil {
		defer rows.Close()
	}
	if !errors.Is(got, err) {
		t.Fatalf("the statement ended with %v, want %v", got, err)
	}
	return recorder.Ended()[0]
}

func expect(t *testing.T, span sdktrace.ReadOnlySpan, want map[attribute.Key]string) {
	t.Helper()
	attributes := attribute.NewSet(span.Attributes()...)
	for key, value := range want {
		if got, _ := attributes.Value(key); got.Emit() != value && !(value == "" && !attributes.HasValue(key)) {
			t.Errorf("%s = %q, want %q", key, got.Emit(), value)
		}
	}
}

// answering is a connector, a connection and its rows at once: every statement ends with err.
type answering struct{ err error }

func (a answering) Connect(context.Context) (driver.Conn, error) { return a, nil }
func (a answering) Driver() driver.Driver                        { return nil }
func (a answering) Prepare(string) (driver.Stmt, error)          { return nil, a.err }
func (a answering) Begin() (driver.Tx, error)                    { return nil, a.err }
func (a answering) Close() error                                 { return nil }
func (a answering) Columns() []string                            { return []string{"title"} }
func (a answering) Next([]driver.Value) error                    { return sql.ErrNoRows }

func (a answering) QueryContext(context.Context, string, []driver.NamedValue) (driver.Rows, error) {
	return a, a.err
}
