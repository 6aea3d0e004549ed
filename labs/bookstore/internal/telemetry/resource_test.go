package telemetry

import (
	"testing"

	"github.com/google/uuid"
	"go.opentelemetry.io/otel/attribute"
)

func TestResourceSaysWhichProcessItIs(t *testing.T) {
	t.Setenv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=bench")
	version = "5f2c9d0e11aa77b3"
	defer func() { version = "unknown" }()
	described, err := describe(t.Context(), "orders")
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[attribute.Key]string{
		"service.name": "orders", "service.namespace": "bookstore", "service.version": "5f2c9d0e11aa77b3",
		"deployment.environment.name": "bench", "telemetry.sdk.language": "go",
	} {
		if got, _ := described.Set().Value(key); got.AsString() != want {
			t.Errorf("%s = %q, want %q", key, got.AsString(), want)
		}
	}
	id, _ := described.Set().Value("service.instance.id")
	if _, err := uuid.Parse(id.AsString()); err != nil {
		t.Errorf("service.instance.id = %q, want a UUID", id.AsString())
	}
}

func TestEnvironmentHasTheLastWord(t *testing.T) {
	t.Setenv("OTEL_SERVICE_NAME", "orders-of-the-environment")
	t.Setenv("OTEL_RESOURCE_ATTRIBUTES", "service.version=2,service.instance.id=pod-7")
	described, err := describe(t.Context(), "orders")
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[attribute.Key]string{
		"service.name": "orders-of-the-environment", "service.version": "2", "service.instance.id": "pod-7",
	} {
		if got, _ := described.Set().Value(key); got.AsString() != want {
			t.Errorf("%s = %q, want %q", key, got.AsString(), want)
		}
	}
}
