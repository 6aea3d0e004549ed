package service

import (
	"os"
	"strings"

	"go.opentelemetry.io/otel/propagation"
)

// environment lets a propagator read the process's variables as it reads headers. OpenTelemetry's
// specification of environment carriers says how they are called: traceparent is TRACEPARENT there.
type environment struct{}

var _ propagation.TextMapCarrier = environment{}

// Get returns the variable for key, or "" if it is not set.
func (environment) Get(key string) string { return os.Getenv(variable(key)) }

// Set does nothing: a job starts no process that would read its variables.
func (environment) Set(string, string) {}

// Keys lists the names of all variables.
func (environment) Keys() []string {
	var names []string
	for _, entry := range os.Environ() {
		name, _, _ := strings.Cut(entry, "=")
		names = append(names, name)
	}
	return names
}

// variable is key in upper case, with _ for what a variable's name cannot hold.
func variable(key string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z':
			return r - 'a' + 'A'
		case 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
			return r
		}
		return '_'
	}, key)
}
