package catalog

import (
	"context"

	"bookstore/internal/telemetry"
)

// StartTracing sets up tracing for catalog as the other services do.
func StartTracing(ctx context.Context) (func(context.Context) error, error) {
	return telemetry.Start(ctx, "catalog")
}
