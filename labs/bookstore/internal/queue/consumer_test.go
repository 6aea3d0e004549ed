package queue

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
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

func TestMessagesAreHandledAtTheSameTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		deliveries := make(chan amqp.Delivery)
		settled := &settlements{}
		var begun atomic.Int32
		consumer := NewConsumer(NewBroker(away), Payments, func(context.Context, []byte) error {
			begun.Add(1)
			time.Sleep(3 * time.Second)
			return nil
		})
		var ended atomic.Bool
		go func() { consumer.handleAll(deliveries); ended.Store(true) }()
		for range atOnce {
			deliveries <- amqp.Delivery{Acknowledger: settled}
		}
		synctest.Wait()
		if begun.Load() != atOnce || len(settled.told) > 0 {
			t.Errorf("%d messages begun, %d settled; want all %d under way", begun.Load(), len(settled.told), atOnce)
		}
		close(deliveries)
		synctest.Wait()
		if ended.Load() {
			t.Error("ended while messages were under way: their channel would be closed before they are settled")
		}
		time.Sleep(3 * time.Second)
		synctest.Wait()
		if !ended.Load() || len(settled.told) != atOnce {
			t.Errorf("ended: %t, settled %v; want true and %d messages", ended.Load(), settled.told, atOnce)
		}
	})
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
