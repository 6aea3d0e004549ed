package logging

import (
	"io"
	"log/slog"

	"bookstore/internal/mask"
)

// New returns a logger that writes JSON lines naming their service to out.
func New(out io.Writer, service string) *slog.Logger {
	return slog.New(naming{Correlated(slog.NewJSONHandler(out, &slog.HandlerOptions{ReplaceAttr: masked}))}).With("service", service)
}

// masked is an attribute of a line as it may be seen outside.
func masked(_ []string, attr slog.Attr) slog.Attr {
	if attr.Value.Kind() == slog.KindString {
		attr.Value = slog.StringValue(mask.Text(attr.Value.String()))
	}
	return attr
}
