package telemetry

import (
	"log/slog"

	"go.opentelemetry.io/otel"
)

// logExportErrors puts what the SDK cannot deliver into the service's log; by default it would go
// to standard error as plain text, where nobody looks for it.
func logExportErrors() otel.ErrorHandler {
	return otel.ErrorHandlerFunc(func(err error) {
		slog.Error("telemetry export failed", "error", err.Error())
	})
}
