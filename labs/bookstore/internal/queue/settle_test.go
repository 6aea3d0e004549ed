package queue

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	amqp "github.com/rabbitmq/amqp091-go"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"

	"bookstore/internal/spantest"
)

func TestWhatBecomesOfAMessage(t *testing.T) {
	broken := errors.New("read a payment: unexpected end")
	again := fmt.Errorf("the bank does not answer: %w", ErrRequeue)
	for name, test := range map[string]struct {
		failed      error
		redelivered bool
		told        string
		dead        int
	}{
		"done":                          {nil, false, "ack", 0},
		"not usable":                    {broken, false, "ack", 1},
		"may succeed later":             {again, false, "requeue", 0},
		"did not succeed later either":  {again, true, "ack", 1},
		"came again and cannot be used": {broken, true, "ack", 1},
	} {
		t.Run(name, func(t *testing.T) {
			var dead []amqp.Publishing
			consumer := NewConsumer(NewBroker(away), Payments, func(context.Context, []byte) error { return test.failed })
			consumer.bury = func(_ context.Context, message amqp.Publishing) error {
				dead = append(dead, message)
				return nil
			}
			settled := &settlements{}
			consumer.handle(amqp.Delivery{Acknowledger: settled, Redelivered: test.redelivered})
			if !slices.Equal(settled.told, []string{test.told}) || len(dead) != test.dead {
				t.Errorf("told RabbitMQ %v with %d dead letters, want %q with %d", settled.told, len(dead), test.told, test.dead)
			}
		})
	}
}

func TestDeadLetterIsTheMessageWithAReason(t *testing.T) {
	headers := amqp.Table{"traceparent": "00-a-b-01", "x-attempt": int32(3)}
	letter := deadLetter(amqp.Delivery{Headers: headers, MessageId: "m-1", Body: []byte("{")}, Payments, errors.New("unreadable"))

	want := amqp.Table{
		"traceparent": "00-a-b-01", "x-attempt": int32(3), "x-dead-reason": "unreadable", "x-dead-queue": "payments",
	}
	if letter.MessageId != "m-1" || string(letter.Body) != "{" || !maps.Equal(letter.Headers, want) {
		t.Errorf("letter = %q %q with %v, want the message with %v", letter.MessageId, letter.Body, letter.Headers, want)
	}
	if len(headers) != 2 {
		t.Errorf("the delivery's own headers became %v", headers)
	}
	if bare := deadLetter(amqp.Delivery{}, Payments, errors.New("unreadable")); bare.MessageId == "" {
		t.Error("a message without an id has none as a dead letter, so that its return could not be told")
	}
}

func TestMessageThatCannotBeBuriedComesAgain(t *testing.T) {
	recorder := spantest.Record(t)
	settled := &settlements{}
	consumer := NewConsumer(NewBroker(away), Payments, func(context.Context, []byte) error { return errors.New("unreadable") })
	consumer.handle(amqp.Delivery{Acknowledger: settled})

	if !slices.Equal(settled.told, []string{"requeue"}) {
		t.Errorf("told RabbitMQ %v, want the message to come again: it would be lost", settled.told)
	}
	span := recorder.Ended()[0]
	if span.Status().Code != codes.Error {
		t.Errorf("status = %v, want an error", span.Status())
	}
	expect(t, span, map[attribute.Key]string{"error.type": "*net.OpError"})
}
