package queue

import (
	"context"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestConsumerKeepsTryingUntilItIsToldToEnd(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	consumer := NewConsumer(NewBroker("amqp://127.0.0.1:1/"), Payments, nil)
	go func() { ended <- consumer.Run(ctx) }()

	select {
	case err := <-ended:
		t.Fatalf("ended with %v while RabbitMQ was away, want it to go on trying", err)
	case <-time.After(retryAfter / 5):
	}
	cancel()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("ended with %v, want no error", err)
		}
	case <-time.After(5 * time.Second):
		t.Error("still running after its context ended")
	}
}

func TestBrokerThatIsAwayIsNotReady(t *testing.T) {
	broker := NewBroker("amqp://127.0.0.1:1/")
	if err := broker.Ready(t.Context()); err == nil {
		t.Error("Ready() = nil for an address where nothing listens")
	}
	if err := broker.Close(); err != nil {
		t.Errorf("Close() = %v for a broker that was never connected", err)
	}
}
