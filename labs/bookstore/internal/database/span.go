package database

import (
	"context"
	"database/sql/driver"
	"strings"

	"github.com/XSAM/otelsql"
	"go.opentelemetry.io/otel/attribute"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
)

// spanName calls a span by its statement's summary, or by what database/sql does where there is no statement.
func spanName(_ context.Context, method otelsql.Method, query string) string {
	if summary := summary(query); summary != "" {
		return summary
	}
	return string(method)
}

// summarised gives the summary as an attribute too, by which spans can be searched and counted.
func summarised(_ context.Context, _ otelsql.Method, query string, _ []driver.NamedValue) []attribute.KeyValue {
	if summary := summary(query); summary != "" {
		return []attribute.KeyValue{semconv.DBQuerySummary(summary)}
	}
	return nil
}

// summary is a statement's first word and table ("INSERT orders"), which stays the same for every value.
func summary(query string) string {
	words := strings.Fields(query)
	if len(words) == 0 {
		return ""
	}
	operation := strings.ToUpper(words[0])
	for i, word := range words[:len(words)-1] {
		if strings.EqualFold(word, "INTO") || strings.EqualFold(word, "FROM") || strings.EqualFold(word, "UPDATE") {
			return operation + " " + words[i+1]
		}
	}
	return operation
}
