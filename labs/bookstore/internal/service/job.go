package service

import (
	"context"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"go.opentelemetry.io/otel"

	"bookstore/internal/logging"
	"bookstore/internal/telemetry"
)

// RunJob runs work, which ends by itself, and returns the status for the process to exit with: 0, or 1
// when work failed or was stopped. It returns rather than exits, so that deferred calls are run; what the
// job recorded has left by then.
//
// The context of work ends with SIGTERM and SIGINT. It carries the span that TRACEPARENT names, if the
// environment has one, so that whoever starts the job can have it in the same trace.
func RunJob(name string, work func(context.Context) error) int {
	slog.SetDefault(logging.New(os.Stdout, name))
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	return runJob(ctx, name, work)
}

func runJob(ctx context.Context, name string, work func(context.Context) error) int {
	flush, err := telemetry.Start(ctx, name)
	if err != nil {
		slog.Error("job failed", "error", err.Error())
		return 1
	}
	// Spans that cannot be sent are no failure of the work: whoever repeats it for that does it twice.
	defer func() {
		if err := flushed(flush); err != nil {
			slog.Error("job not traced to its end", "error", err.Error())
		}
	}()
	if err := work(CallerIn(ctx)); err != nil {
		slog.Error("job failed", "error", err.Error())
		return 1
	}
	return 0
}

// CallerIn returns ctx with the span that the environment names as the one which started this process.
func CallerIn(ctx context.Context) context.Context {
	return otel.GetTextMapPropagator().Extract(ctx, environment{})
}
