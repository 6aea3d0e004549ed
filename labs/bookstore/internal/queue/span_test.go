package queue

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	amqp "github.com/rabbitmq/amqp091-go"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"

	"bookstore/internal/failure"
	"bookstore/internal/spantest"
)

// away is a broker where nothing listens.
const away = "amqp://127.0.0.1:1/"

func TestProcessingIsAChildOfPublishingAndLinkedToIt(t *testing.T) {
	recorder := spantest.Record(t)
	ctx, producer := otel.Tracer("test").Start(t.Context(), "publish payments")
	headers := amqp.Table{}
	otel.GetTextMapPropagator().Inject(ctx, headerCarrier(headers))
	producer.End()

	receive(t, amqp.Delivery{Headers: headers, MessageId: "m-1", Body: []byte("{}"), DeliveryTag: 7}, nil)

	consumer := recorder.Ended()[1]
	if consumer.Parent().SpanID() != producer.SpanContext().SpanID() {
		t.Errorf("the parent is %v, want the publishing span %v", consumer.Parent(), producer.SpanContext())
	}
	links := consumer.Links()
	if len(links) != 1 || links[0].SpanContext.SpanID() != producer.SpanContext().SpanID() {
		t.Errorf("the links are %v, want one to the publishing span %v", links, producer.SpanContext())
	}
	if consumer.SpanKind() != trace.SpanKindConsumer || consumer.Name() != "process payments" {
		t.Errorf("span = %v %q, want consumer \"process payments\"", consumer.SpanKind(), consumer.Name())
	}
	if got := consumer.InstrumentationScope().SchemaURL; got != semconv.SchemaURL {
		t.Errorf("schema URL = %q, want %q", got, semconv.SchemaURL)
	}
	expect(t, consumer, map[attribute.Key]string{
		"messaging.system": "rabbitmq", "messaging.destination.name": "payments",
		"messaging.operation.type": "process", "messaging.message.id": "m-1",
		"server.address": "127.0.0.1", "server.port": "1",
	})
}

func TestMessageWithoutContextBeginsATraceWithoutLink(t *testing.T) {
	recorder := spantest.Record(t)
	receive(t, amqp.Delivery{}, nil)
	span := recorder.Ended()[0]
	if span.Parent().IsValid() || len(span.Links()) > 0 || span.Status().Code != codes.Unset {
		t.Errorf("parent %v, links %v, status %v; want a root without links and errors",
			span.Parent(), span.Links(), span.Status())
	}
}

func TestUnusableMessageMarksItsSpan(t *testing.T) {
	recorder := spantest.Record(t)
	receive(t, amqp.Delivery{}, fmt.Errorf("read a payment: %w", failure.New("unreadable", "unexpected end")))

	span := recorder.Ended()[0]
	if status := span.Status(); status.Code != codes.Error || status.Description != "read a payment: unexpected end" {
		t.Errorf("status = %v, want an error that says what is wrong with the message", status)
	}
	expect(t, span, map[attribute.Key]string{"error.type": "unreadable"})
	if len(span.Events()) > 0 {
		t.Errorf("events = %v, want none: the error is a log line", span.Events())
	}
}

func TestMessageThatCannotBeSettledMarksItsSpan(t *testing.T) {
	recorder := spantest.Record(t)
	consumer := NewConsumer(NewBroker(away), Payments, func(context.Context, []byte) error { return nil })
	consumer.handle(amqp.Delivery{Acknowledger: &settlements{problem: amqp.ErrClosed}})

	span := recorder.Ended()[0]
	if status := span.Status(); status.Code != codes.Error || status.Description != amqp.ErrClosed.Error() {
		t.Errorf("status = %v, want the error of the acknowledgement", status)
	}
	expect(t, span, map[attribute.Key]string{"error.type": "*amqp091.Error"})
}

func TestPublishingWithoutRabbitMQFailsInItsSpan(t *testing.T) {
	recorder := spantest.Record(t)
	publisher := NewPublisher(NewBroker(away), Payments)

	err := publisher.Publish(t.Context(), map[string]string{"orderId": "o-1"})
	if err == nil || !strings.HasPrefix(err.Error(), "publish to payments: connect to RabbitMQ:") {
		t.Errorf("error = %v, want one that names the queue and RabbitMQ", err)
	}
	span := recorder.Ended()[0]
	if span.SpanKind() != trace.SpanKindProducer || span.Status().Code != codes.Error || len(span.Events()) > 0 {
		t.Errorf("span = %v with status %v and events %v, want a producer with an error and no event",
			span.SpanKind(), span.Status(), span.Events())
	}
	expect(t, span, map[attribute.Key]string{
		"error.type": "*net.OpError", "server.address": "127.0.0.1", "server.port": "1",
	})
}

func TestAddressThatCannotBeReadIsNotOnSpans(t *testing.T) {
	attributes := NewBroker("nonsense").describe(Payments, "m-1", nil)
	if slices.ContainsFunc(attributes, func(one attribute.KeyValue) bool { return one.Key == semconv.ServerAddressKey }) {
		t.Errorf("attributes = %v, want no server.address", attributes)
	}
}

// receive lets a consumer handle a delivery whose work ends with failed; dead letters are taken.
func receive(t *testing.T, delivery amqp.Delivery, failed error) *settlements {
	t.Helper()
	settled := &settlements{}
	delivery.Acknowledger = settled
	consumer := NewConsumer(NewBroker(away), Payments, func(context.Context, []byte) error { return failed })
	consumer.bury = func(context.Context, amqp.Publishing) error { return nil }
	consumer.handle(delivery)
	return settled
}

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
