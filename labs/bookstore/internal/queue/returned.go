package queue

import (
	"sync"

	amqp "github.com/rabbitmq/amqp091-go"

	"bookstore/internal/failure"
)

// errUnroutable says that RabbitMQ gave a message back, because no queue takes it.
var errUnroutable = failure.New("unroutable", "RabbitMQ returned the message: no queue takes it")

// returned keeps the ids of messages that RabbitMQ gave back on one channel.
type returned struct {
	messages <-chan amqp.Return
	mu       sync.Mutex
	ids      map[string]struct{}
}

// waiting is how many returned messages may wait for their senders to look; each of them looks as soon as
// its message is confirmed.
const waiting = 64

func newReturned(channel *amqp.Channel) *returned {
	return &returned{
		messages: channel.NotifyReturn(make(chan amqp.Return, waiting)),
		ids:      map[string]struct{}{},
	}
}

// take reports whether the message id came back, and forgets it. To be asked when the message is confirmed:
// RabbitMQ returns a message before it confirms it, so that a return of id is there by then.
func (r *returned) take(id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for {
		select {
		case message, open := <-r.messages:
			if open {
				r.ids[message.MessageId] = struct{}{}
				continue
			}
		default:
		}
		_, found := r.ids[id]
		delete(r.ids, id)
		return found
	}
}
