// Package queue sends and receives messages through RabbitMQ.
package queue

// A propagator reads and writes through a propagation.TextMapCarrier, and asks three things of it:
//
//	Get(key string) string // the value under key, "" where there is none
//	Set(key, value string) // writes it
//	Keys() []string        // every key there is
//
// The headers of a message are an amqp.Table: a map from names to values of any type.
