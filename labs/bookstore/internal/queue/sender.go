package queue

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"

	"bookstore/internal/failure"
)

// confirmTimeout is how long RabbitMQ may take to say that it has a message.
const confirmTimeout = 2 * time.Second

// errRefused is RabbitMQ's negative answer to a message.
var errRefused = failure.New("refused", "RabbitMQ refused the message")

// sender hands messages to one queue, each until RabbitMQ has said what became of it.
type sender struct {
	broker *Broker
	queue  string
	mu     sync.Mutex
	line   *line
}

// line is a channel in confirm mode, with the messages that came back on it.
type line struct {
	*amqp.Channel
	returned *returned
}

func newSender(broker *Broker, queue string) *sender {
	return &sender{broker: broker, queue: queue}
}

// send returns without an error when the message is in the queue. The message needs an id.
func (s *sender) send(ctx context.Context, message amqp.Publishing) error {
	ctx, cancel := context.WithTimeout(ctx, confirmTimeout)
	defer cancel()
	line, err := s.open()
	if err != nil {
		return err
	}
	// Mandatory: without it RabbitMQ confirms a message that no queue takes, and drops it.
	confirmation, err := line.PublishWithDeferredConfirmWithContext(ctx, "", s.queue, true, false, message)
	if err != nil {
		return err
	}
	acked, err := confirmation.WaitContext(ctx)
	if err != nil {
		return fmt.Errorf("wait for RabbitMQ to confirm: %w", err)
	}
	if !acked {
		return errRefused
	}
	if line.returned.take(message.MessageId) {
		// Somebody deleted the queue; the next message finds it again.
		return errors.Join(errUnroutable, declare(line.Channel, s.queue))
	}
	return nil
}

// open returns the line in use, or a new one if it was lost.
func (s *sender) open() (*line, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.line != nil && !s.line.IsClosed() {
		return s.line, nil
	}
	channel, err := s.broker.channel()
	if err != nil {
		return nil, err
	}
	if err := declare(channel, s.queue); err != nil {
		return nil, err
	}
	if err := channel.Confirm(false); err != nil {
		return nil, fmt.Errorf("ask RabbitMQ to confirm messages: %w", err)
	}
	s.line = &line{channel, newReturned(channel)}
	return s.line, nil
}
