package storefront

import (
	"net/http"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"
)

// calling gives the options of a transport whose client asks only for template. Its CLIENT spans are
// called by method and template ("GET /books/{id}"), as the HTTP conventions ask for: otelhttp by itself
// knows no template and calls every request "HTTP GET". The path would not do: it holds ids without end.
func calling(template string) []otelhttp.Option {
	return []otelhttp.Option{
		otelhttp.WithSpanNameFormatter(func(_ string, r *http.Request) string { return r.Method + " " + template }),
		otelhttp.WithSpanOptions(trace.WithAttributes(semconv.URLTemplate(template))),
	}
}
