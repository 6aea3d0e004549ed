package telemetry

import (
	"context"
	"fmt"

	"go.opentelemetry.io/otel/sdk/resource"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
)

// describe names the process that the spans come from. OTEL_SERVICE_NAME and
// OTEL_RESOURCE_ATTRIBUTES come last and so have the last word.
func describe(ctx context.Context, service string) (*resource.Resource, error) {
	described, err := resource.New(ctx,
		resource.WithAttributes(semconv.ServiceName(service), semconv.ServiceNamespace("bookstore")),
		resource.WithTelemetrySDK(),
		resource.WithProcessPID(),
		resource.WithFromEnv(),
	)
	if err != nil {
		return nil, fmt.Errorf("describe the service %s: %w", service, err)
	}
	return described, nil
}
