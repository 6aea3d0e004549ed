// Package service is the frame of every Bookstore program: log, tracing, HTTP server, orderly end.
package service

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"bookstore/internal/logging"
	"bookstore/internal/telemetry"
	"bookstore/internal/web"
)

// Parts is what one program adds to the frame.
type Parts struct {
	Routes web.Routes
	// Checks are the dependencies that readiness asks for.
	Checks []web.Check
	// Work runs beside the HTTP server until its context ends; nil if there is none.
	Work func(context.Context) error
	// Close releases what the program opened; it is called when nothing uses it any more.
	Close func() error
}

// Run runs the program name until SIGTERM or SIGINT, and ends the process with status 1 if it fails.
// assemble is called when log and tracing are set up.
func Run(name string, assemble func() (Parts, error)) {
	slog.SetDefault(logging.New(os.Stdout, name))
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	err := run(ctx, name, assemble)
	stop()
	if err != nil {
		slog.Error("service failed", "error", err.Error())
		os.Exit(1)
	}
}

func run(ctx context.Context, name string, assemble func() (Parts, error)) error {
	flush, err := telemetry.Start(ctx, name)
	if err != nil {
		return err
	}
	parts, err := assemble()
	if err != nil {
		return errors.Join(err, flushed(flush))
	}
	return serve(ctx, parts, flush)
}
