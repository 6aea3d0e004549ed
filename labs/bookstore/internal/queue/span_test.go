package queue

import (
	"context"
	"errors"
	"strings"
	"testing"

	amqp "github.com/rabbitmq/amqp091-go"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"bookstore/internal/spantest"
)

func TestProcessingIsAChildOfPublishing(t *testing.T) {
	recorder := spantest.Record(t)
	ctx, producer := otel.Tracer("test").Start(t.Context(), "publish payments")
	headers := amqp.Table{}
	otel.GetTextMapPropagator().Inject(ctx, headerCarrier(headers))
	producer.End()

	delivery := amqp.Delivery{Headers: headers, MessageId: "m-1", Body: []byte("{}"), DeliveryTag: 7}
	err := traced(t.Context(), Payments, delivery, func(context.Context, []byte) error { return nil })
	if err != nil {
		t.Fatal(err)
	}

	consumer := recorder.Ended()[1]
	if consumer.Parent().SpanID() != producer.SpanContext().SpanID() {
		t.Errorf("the parent is %v, want the publishing span %v", consumer.Parent(), producer.SpanContext())
	}
	if consumer.SpanKind() != trace.SpanKindConsumer || consumer.Name() != "process payments" {
		t.Errorf("span = %v %q, want consumer \"process payments\"", consumer.SpanKind(), consumer.Name())
	}
	attributes := attribute.NewSet(consumer.Attributes()...)
	for key, want := range map[attribute.Key]string{
		"messaging.system": "rabbitmq", "messaging.destination.name": "payments",
		"messaging.operation.type": "process", "messaging.message.id": "m-1",
	} {
		if got, _ := attributes.Value(key); got.AsString() != want {
			t.Errorf("%s = %q, want %q", key, got.AsString(), want)
		}
	}
}

func TestUnusableMessageMarksItsSpan(t *testing.T) {
	recorder := spantest.Record(t)
	broken := errors.New("read a payment: unexpected end")
	err := traced(t.Context(), Payments, amqp.Delivery{}, func(context.Context, []byte) error { return broken })
	if !errors.Is(err, broken) {
		t.Errorf("error = %v, want %v", err, broken)
	}
	if status := recorder.Ended()[0].Status(); status.Code != codes.Error {
		t.Errorf("status = %v, want an error", status)
	}
}

func TestPublishingWithoutRabbitMQFailsInItsSpan(t *testing.T) {
	recorder := spantest.Record(t)
	publisher := NewPublisher(NewBroker("amqp://127.0.0.1:1/"), Payments)

	err := publisher.Publish(t.Context(), map[string]string{"orderId": "o-1"})
	if err == nil || !strings.HasPrefix(err.Error(), "publish to payments: connect to RabbitMQ:") {
		t.Errorf("error = %v, want one that names the queue and RabbitMQ", err)
	}
	span := recorder.Ended()[0]
	if span.SpanKind() != trace.SpanKindProducer || span.Status().Code != codes.Error {
		t.Errorf("span = %v with status %v, want a producer with an error", span.SpanKind(), span.Status())
	}
}
