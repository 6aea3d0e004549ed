// Package database opens the Bookstore's Postgres database with a span for every statement.
package database

import (
	"database/sql"
	"fmt"
	"time"

	"github.com/XSAM/otelsql"
	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver "pgx"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
)

// Open prepares a pool for the database at url; it connects only when first used.
func Open(url string) (*sql.DB, error) {
	config, err := pgconn.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("read the address of the database: %w", err)
	}
	db, err := otelsql.Open("pgx", url, options(config)...)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(10)
	db.SetConnMaxIdleTime(time.Minute)
	return db, nil
}

// options says what is on the span of a statement for the database of config.
func options(config *pgconn.Config) []otelsql.Option {
	return []otelsql.Option{
		otelsql.WithAttributes(
			semconv.DBSystemNamePostgreSQL,
			semconv.DBNamespace(config.Database),
			semconv.ServerAddress(config.Host),
			semconv.ServerPort(int(config.Port)),
		),
		otelsql.WithSpanNameFormatter(spanName),
		otelsql.WithAttributesGetter(summarised),
		otelsql.WithSpanErrorAttributesGetter(failed),
		otelsql.WithSpanOptions(otelsql.SpanOptions{
			DisableErrSkip:       true,
			DisableQuery:         true,
			OmitConnResetSession: true,
			OmitConnectorConnect: true,
			OmitConnPrepare:      true,
			OmitRows:             true,
			RecordError:          recorded,
		}),
	}
}
