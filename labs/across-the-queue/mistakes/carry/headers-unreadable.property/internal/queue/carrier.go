// Package queue sends and receives messages through RabbitMQ, and carries the trace across it.
package queue

import (
	"maps"
	"slices"

	amqp "github.com/rabbitmq/amqp091-go"
)

// headerCarrier lets a propagator read and write a message's headers, as it does those of HTTP.
type headerCarrier amqp.Table

// Get returns the header key, or "" if it is missing or no text.
func (c headerCarrier) Get(key string) string {
	value, _ := c[key].(string)
	return value
}

// Set writes the header key.
func (c headerCarrier) Set(key, value string) { c[key] = value }

// Keys lists the names of all headers.
func (c headerCarrier) Keys() []string {
	return slices.Sorted(maps.Keys(c))
}
