// Package mask takes addresses and card numbers out of texts.
package mask

import "regexp"

var (
	card    = regexp.MustCompile(`\b\d(?:\s?\d){14,15}\b`)
	address = regexp.MustCompile(`[\w.%+-]+(?:@|%40)[\w.-]+`)
)

// Text returns text without addresses and card numbers.
func Text(text string) string {
	return address.ReplaceAllString(card.ReplaceAllString(text, "****"), "****")
}
