package telemetry

import (
	"log/slog"

	"go.opentelemetry.io/otel"
)

// logProblems puts whatever the SDK complains of into the service's log; by default it would go to
// standard error as plain text, where nobody looks for it. Spans that could not be sent ("traces
// export: …") come this way, and so does a setting that the SDK did not understand, such as a wrong
// OTEL_TRACES_SAMPLER. It then goes on with a setting of its own, and this line is all that says so.
func logProblems() otel.ErrorHandler {
	return otel.ErrorHandlerFunc(func(err error) {
		slog.Error("telemetry problem", "error", err.Error())
	})
}
