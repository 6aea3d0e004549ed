package telemetry

import (
	"cmp"
	"context"
	"fmt"
	"os"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
)

// newExporter sends spans by OTLP, over HTTP or over gRPC: in Go each is a package of its own, so a
// program has to link both before OTEL_EXPORTER_OTLP_PROTOCOL can choose.
func newExporter(ctx context.Context) (*otlptrace.Exporter, error) {
	protocol := cmp.Or(os.Getenv("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"), os.Getenv("OTEL_EXPORTER_OTLP_PROTOCOL"))
	switch protocol {
	case "grpc":
		return otlptracegrpc.New(ctx)
	case "", "http/protobuf":
		return otlptracehttp.New(ctx)
	}
	otel.Handle(fmt.Errorf("OTEL_EXPORTER_OTLP_PROTOCOL is %q; known are grpc and http/protobuf, which is used now", protocol))
	return otlptracehttp.New(ctx)
}
