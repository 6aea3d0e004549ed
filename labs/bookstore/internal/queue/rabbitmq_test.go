//go:build rabbitmq

package queue

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	amqp "github.com/rabbitmq/amqp091-go"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"bookstore/internal/spantest"
)

// These tests talk to a real RabbitMQ, at the address in BOOKSTORE_TEST_AMQP_URL. They use queues of their
// own and delete them, so any broker will do. The tag keeps them out of a plain go test, which has no broker;
// the suite faults runs them against the broker of its bench.

func TestMessageThatNoQueueTakesIsAnError(t *testing.T) {
	broker, queue := realBroker(t)
	recorder := spantest.Record(t)
	publisher := NewPublisher(broker, queue)
	if err := publisher.Publish(t.Context(), "first"); err != nil {
		t.Fatal(err)
	}
	remove(t, broker, queue)

	if err := publisher.Publish(t.Context(), "second"); !errors.Is(err, errUnroutable) {
		t.Errorf("error = %v, want %v", err, errUnroutable)
	}
	expect(t, recorder.Ended()[1], map[attribute.Key]string{"error.type": "unroutable"})
	if err := publisher.Publish(t.Context(), "third"); err != nil {
		t.Errorf("error = %v, want the queue to be there again", err)
	}
}

func TestManyMessagesAreConfirmedAtOnce(t *testing.T) {
	broker, queue := realBroker(t)
	publisher := NewPublisher(broker, queue)
	failed := make(chan error)
	for range 100 {
		go func() { failed <- publisher.Publish(t.Context(), "one of many") }()
	}
	for range 100 {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
}

func TestMessagesTakeTheirWaysThroughRabbitMQ(t *testing.T) {
	broker, queue := realBroker(t)
	recorder := spantest.Record(t)
	var tries atomic.Int32
	done := make(chan string, 4)
	consume(t, broker, queue, func(_ context.Context, body []byte) error {
		switch string(body) {
		case `"poison"`:
			return errors.New("nobody can read it")
		case `"flaky"`:
			if tries.Add(1) == 1 {
				return fmt.Errorf("not yet: %w", ErrRequeue)
			}
		}
		done <- string(body)
		return nil
	})

	publisher := NewPublisher(broker, queue)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for _, body := range []string{"poison", "flaky", "good"} {
		if err := publisher.Publish(ctx, body); err != nil {
			t.Fatal(err)
		}
	}
	got := []string{receiveOne(t, ctx, done), receiveOne(t, ctx, done)}
	slices.Sort(got)
	if !slices.Equal(got, []string{`"flaky"`, `"good"`}) || tries.Load() != 2 {
		t.Errorf("done %v after %d tries of the flaky one, want both and 2", got, tries.Load())
	}

	letter := oneOf(t, ctx, broker, deadLetters(queue))
	sent := trace.SpanContextFromContext(propagation.TraceContext{}.Extract(ctx, headerCarrier(letter.Headers)))
	if poison := recorder.Ended()[0].SpanContext(); sent.SpanID() != poison.SpanID() {
		t.Errorf("the dead letter names span %s, want %s, which published it", sent.SpanID(), poison.SpanID())
	}
	if reason := letter.Headers["x-dead-reason"]; reason != "nobody can read it" || string(letter.Body) != `"poison"` {
		t.Errorf("dead letter %q with reason %v, want the poison", letter.Body, reason)
	}
}

func TestSlowMessagesDoNotDelayEachOther(t *testing.T) {
	broker, queue := realBroker(t)
	arrived := make(chan string, 2*atOnce)
	leave := make(chan struct{})
	consume(t, broker, queue, func(ctx context.Context, body []byte) error {
		arrived <- string(body)
		<-leave
		return nil
	})
	publisher := NewPublisher(broker, queue)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for range atOnce + 1 {
		if err := publisher.Publish(ctx, "slow"); err != nil {
			t.Fatal(err)
		}
	}
	for range atOnce {
		receiveOne(t, ctx, arrived)
	}
	select {
	case <-arrived:
		t.Errorf("more than %d messages at a time", atOnce)
	case <-time.After(200 * time.Millisecond):
	}
	close(leave)
	receiveOne(t, ctx, arrived)
}

// realBroker gives a connection to RabbitMQ and the name of a queue that nobody else uses.
func realBroker(t *testing.T) (*Broker, string) {
	t.Helper()
	url := os.Getenv("BOOKSTORE_TEST_AMQP_URL")
	if url == "" {
		t.Fatal("needs the address of a RabbitMQ in BOOKSTORE_TEST_AMQP_URL")
	}
	propagator := otel.GetTextMapPropagator()
	t.Cleanup(func() { otel.SetTextMapPropagator(propagator) })
	broker, queue := NewBroker(url), "test-"+uuid.NewString()
	t.Cleanup(func() {
		remove(t, broker, queue)
		remove(t, broker, deadLetters(queue))
		if err := broker.Close(); err != nil {
			t.Error(err)
		}
	})
	return broker, queue
}

// consume runs a consumer until the test ends.
func consume(t *testing.T, broker *Broker, queue string, process Process) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- NewConsumer(broker, queue, process).Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

func remove(t *testing.T, broker *Broker, queue string) {
	t.Helper()
	channel, err := broker.channel()
	if err != nil {
		t.Fatal(err)
	}
	defer channel.Close()
	if _, err := channel.QueueDelete(queue, false, false, false); err != nil {
		t.Error(err)
	}
}

func receiveOne(t *testing.T, ctx context.Context, messages <-chan string) string {
	t.Helper()
	select {
	case message := <-messages:
		return message
	case <-ctx.Done():
		t.Fatal("no message came in time")
		return ""
	}
}

// oneOf waits for a message in queue.
func oneOf(t *testing.T, ctx context.Context, broker *Broker, queue string) amqp.Delivery {
	t.Helper()
	channel, err := broker.channel()
	if err != nil {
		t.Fatal(err)
	}
	defer channel.Close()
	// Whoever sends to it may not have done so yet.
	if err := declare(channel, queue); err != nil {
		t.Fatal(err)
	}
	for {
		delivery, found, err := channel.Get(queue, true)
		switch {
		case err != nil:
			t.Fatal(err)
		case found:
			return delivery
		case ctx.Err() != nil:
			t.Fatalf("no message in %s", queue)
		}
		time.Sleep(20 * time.Millisecond)
	}
}
