package telemetry

import (
	"context"
	"fmt"

	"go.opentelemetry.io/otel/sdk/resource"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
)

// version is the hash of the sources this program was built from, by which a trace says which edit made
// it. The linker sets it: go build -ldflags "-X bookstore/internal/telemetry.version=…".
var version = "unknown"

// describe names the process that the spans come from: which service it is, from which sources it was
// built, and which of its processes it is, an id that is made anew at every start. OTEL_SERVICE_NAME and
// OTEL_RESOURCE_ATTRIBUTES come last and so have the last word.
func describe(ctx context.Context, service string) (*resource.Resource, error) {
	described, err := resource.New(ctx,
		resource.WithService(),
		resource.WithAttributes(
			semconv.ServiceName(service),
			semconv.ServiceNamespace("bookstore"),
			semconv.ServiceVersion(version),
		),
		resource.WithTelemetrySDK(),
		resource.WithFromEnv(),
	)
	if err != nil {
		return nil, fmt.Errorf("describe the service %s: %w", service, err)
	}
	return described, nil
}
