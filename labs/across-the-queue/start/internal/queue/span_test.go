package queue

import (
	"sync"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
)

// away is a broker where nothing listens.
const away = "amqp://127.0.0.1:1/"

// expect compares attributes of a span.
func expect(t *testing.T, span sdktrace.ReadOnlySpan, wanted map[attribute.Key]string) {
	t.Helper()
	attributes := attribute.NewSet(span.Attributes()...)
	for key, want := range wanted {
		if got, _ := attributes.Value(key); got.String() != want {
			t.Errorf("%s = %q, want %q", key, got.String(), want)
		}
	}
}

// settlements notes what a consumer tells RabbitMQ of its deliveries.
type settlements struct {
	problem error
	mu      sync.Mutex
	told    []string
}

func (s *settlements) Ack(uint64, bool) error { return s.tell("ack") }

func (s *settlements) Nack(_ uint64, _, requeue bool) error {
	return s.tell(map[bool]string{true: "requeue", false: "drop"}[requeue])
}

func (s *settlements) Reject(_ uint64, requeue bool) error { return s.Nack(0, false, requeue) }

func (s *settlements) tell(what string) error {
	if s.problem != nil {
		return s.problem
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.told = append(s.told, what)
	return nil
}
