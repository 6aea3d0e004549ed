// Package database opens the Bookstore's Postgres database with a span for every statement.
package database

import (
	"database/sql"
	"time"

	"github.com/XSAM/otelsql"
	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver "pgx"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
)

// Open prepares a pool for the database at url; it connects only when first used.
func Open(url string) (*sql.DB, error) {
	db, err := otelsql.Open("pgx", url,
		otelsql.WithAttributes(semconv.DBSystemNamePostgreSQL),
		otelsql.WithAttributes(otelsql.AttributesFromDSN(url)...),
		otelsql.WithSpanNameFormatter(spanName),
		otelsql.WithSpanOptions(otelsql.SpanOptions{
			DisableErrSkip:       true,
			OmitConnResetSession: true,
			OmitConnectorConnect: true,
			OmitConnPrepare:      true,
			OmitRows:             true,
		}),
	)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(10)
	db.SetConnMaxIdleTime(time.Minute)
	return db, nil
}
