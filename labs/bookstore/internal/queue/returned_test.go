package queue

import (
	"testing"

	amqp "github.com/rabbitmq/amqp091-go"
)

func TestReturnBelongsToTheMessageWithItsID(t *testing.T) {
	messages := make(chan amqp.Return, 2)
	r := &returned{messages: messages, ids: map[string]struct{}{}}
	messages <- amqp.Return{MessageId: "m-1"}
	messages <- amqp.Return{MessageId: "m-2"}

	for _, step := range []struct {
		id   string
		want bool
	}{{"m-2", true}, {"m-3", false}, {"m-1", true}, {"m-1", false}} {
		if got := r.take(step.id); got != step.want {
			t.Errorf("take(%q) = %t, want %t", step.id, got, step.want)
		}
	}
	close(messages)
	if r.take("m-4") {
		t.Error("a closed channel returned a message")
	}
}
