// Package sqltest stands in for Postgres in tests: it notes statements and answers with given rows.
package sqltest

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"io"
	"testing"
)

// Database notes what it is asked. Every query is answered with Rows, every other statement changes
// Affected rows, unless Problem is set.
type Database struct {
	Columns  []string
	Rows     [][]driver.Value
	Affected int64
	Problem  error
	// Asked are the statements so far.
	Asked []Statement
}

// Statement is what was asked with which arguments, and whether its context had ended by then.
type Statement struct {
	Query string
	Args  []driver.Value
	Ended bool
}

// Open returns a pool on d that lives until the test ends.
func (d *Database) Open(t *testing.T) *sql.DB {
	t.Helper()
	db := sql.OpenDB(connector{d})
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

type connector struct{ database *Database }

func (c connector) Connect(context.Context) (driver.Conn, error) { return connection{c.database}, nil }
func (connector) Driver() driver.Driver                          { return nil }

type connection struct{ database *Database }

func (c connection) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	c.note(ctx, query, args)
	return &rows{c.database.Columns, c.database.Rows}, c.database.Problem
}

func (c connection) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	c.note(ctx, query, args)
	return driver.RowsAffected(c.database.Affected), c.database.Problem
}

func (c connection) note(ctx context.Context, query string, args []driver.NamedValue) {
	statement := Statement{Query: query, Ended: ctx.Err() != nil}
	for _, arg := range args {
		statement.Args = append(statement.Args, arg.Value)
	}
	c.database.Asked = append(c.database.Asked, statement)
}

func (connection) Prepare(string) (driver.Stmt, error) { return nil, driver.ErrSkip }
func (connection) Begin() (driver.Tx, error)           { return nil, driver.ErrSkip }
func (connection) Close() error                        { return nil }

type rows struct {
	columns []string
	left    [][]driver.Value
}

func (r *rows) Columns() []string { return r.columns }
func (*rows) Close() error        { return nil }

func (r *rows) Next(into []driver.Value) error {
	if len(r.left) == 0 {
		return io.EOF
	}
	copy(into, r.left[0])
	r.left = r.left[1:]
	return nil
}
