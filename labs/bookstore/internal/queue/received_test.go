package queue

import (
	"context"
	"testing"

	amqp "github.com/rabbitmq/amqp091-go"

	"bookstore/internal/spantest"
)

func TestWorkKnowsWhatTheMessageCameWith(t *testing.T) {
	spantest.Record(t)
	const header = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	for name, test := range map[string]struct {
		headers amqp.Table
		want    string
	}{
		"text":         {amqp.Table{"traceparent": header}, header},
		"nonsense":     {amqp.Table{"traceparent": "00-zz"}, "00-zz"},
		"bytes":        {amqp.Table{"traceparent": []byte(header)}, "none"},
		"other header": {amqp.Table{"Traceparent": header}, "none"},
		"no headers":   {nil, "none"},
	} {
		t.Run(name, func(t *testing.T) {
			var got string
			consumer := NewConsumer(NewBroker(away), Payments, func(ctx context.Context, _ []byte) error {
				got = ReceivedTraceparent(ctx)
				return nil
			})
			consumer.handle(amqp.Delivery{Acknowledger: &settlements{}, Headers: test.headers})
			if got != test.want {
				t.Errorf("received %q, want %q", got, test.want)
			}
		})
	}
	if got := ReceivedTraceparent(t.Context()); got != "none" {
		t.Errorf("outside a message received %q, want \"none\"", got)
	}
}
