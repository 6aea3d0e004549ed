package service

import (
	"errors"
	"slices"
	"testing"

	"go.opentelemetry.io/otel"
)

func TestServiceThatCannotBeAssembledSendsItsSpans(t *testing.T) {
	stored := collect(t)
	away := errors.New("the environment variable DATABASE_URL is not set; the service needs it")

	err := run(t.Context(), "orders", func() (Parts, error) {
		_, span := otel.Tracer("test").Start(t.Context(), "assemble")
		span.End()
		return Parts{}, away
	})
	if !errors.Is(err, away) {
		t.Errorf("error = %v, want %v", err, away)
	}
	if got := stored.names(); !slices.Equal(got, []string{"assemble"}) {
		t.Errorf("sent %v, want the span that was waiting", got)
	}
}
