package logging

import (
	"io"
	"log/slog"
)

// New returns a logger that writes JSON lines naming their service to out.
func New(out io.Writer, service string) *slog.Logger {
	return slog.New(naming{slog.NewJSONHandler(out, nil)}).With("service", service)
}
