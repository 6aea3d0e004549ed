package telemetry

import (
	"context"

	"go.opentelemetry.io/otel/attribute"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	"bookstore/internal/mask"
)

// masking is an exporter that passes spans on without addresses and card numbers.
type masking struct{ sdktrace.SpanExporter }

// ExportSpans exports the spans as they may be seen outside.
func (m masking) ExportSpans(ctx context.Context, spans []sdktrace.ReadOnlySpan) error {
	outside := make([]sdktrace.ReadOnlySpan, len(spans))
	for i, span := range spans {
		outside[i] = masked{span}
	}
	return m.SpanExporter.ExportSpans(ctx, outside)
}

// masked is a span as it may be seen outside.
type masked struct{ sdktrace.ReadOnlySpan }

func (s masked) Name() string { return mask.Text(s.ReadOnlySpan.Name()) }

func (s masked) Attributes() []attribute.KeyValue { return texts(s.ReadOnlySpan.Attributes()) }

func (s masked) Status() sdktrace.Status {
	status := s.ReadOnlySpan.Status()
	status.Description = mask.Text(status.Description)
	return status
}

func (s masked) Events() []sdktrace.Event {
	var events []sdktrace.Event
	for _, event := range s.ReadOnlySpan.Events() {
		event.Attributes = texts(event.Attributes)
		events = append(events, event)
	}
	return events
}

// texts masks every value that holds something, and leaves the others as they are, numbers among them.
func texts(attributes []attribute.KeyValue) []attribute.KeyValue {
	outside := make([]attribute.KeyValue, len(attributes))
	for i, attribute := range attributes {
		outside[i] = attribute
		if text := attribute.Value.String(); mask.Text(text) != text {
			outside[i] = attribute.Key.String(mask.Text(text))
		}
	}
	return outside
}
