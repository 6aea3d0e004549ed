package database

import (
	"context"
	"strings"

	"github.com/XSAM/otelsql"
)

// spanName calls a span by its statement's first word and table ("INSERT orders"), which stays the same
// for every value.
func spanName(_ context.Context, method otelsql.Method, query string) string {
	words := strings.Fields(query)
	if len(words) == 0 {
		return string(method)
	}
	operation := strings.ToUpper(words[0])
	for i, word := range words[:len(words)-1] {
		if strings.EqualFold(word, "INTO") || strings.EqualFold(word, "FROM") || strings.EqualFold(word, "UPDATE") {
			return operation + " " + words[i+1]
		}
	}
	return operation
}
