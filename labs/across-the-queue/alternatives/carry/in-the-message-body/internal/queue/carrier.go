// Package queue sends and receives messages through RabbitMQ, and carries the trace across it.
package queue

import (
	"encoding/json"

	"go.opentelemetry.io/otel/propagation"
)

// envelope is the body of a message: the context of its sender beside what is sent.
type envelope struct {
	Context propagation.MapCarrier `json:"context"`
	Payload json.RawMessage        `json:"payload"`
}

// open takes a message out of its envelope. One of a sender who knows no envelopes is the payload itself.
func open(body []byte) envelope {
	var received envelope
	if err := json.Unmarshal(body, &received); err != nil || received.Payload == nil {
		return envelope{Payload: body}
	}
	return received
}
