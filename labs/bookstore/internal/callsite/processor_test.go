package callsite

import (
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/attribute"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"
)

func TestSpanNamesTheLineThatStartedIt(t *testing.T) {
	recorder, tracer := recording()
	_, _, before, _ := runtime.Caller(0)
	_, span := tracer.Start(t.Context(), "charge card")
	span.End()
	expect(t, recorder.Ended()[0], before+1, "bookstore/internal/callsite.TestSpanNamesTheLineThatStartedIt")
}

func TestSpanOfALibraryNamesTheCallToTheLibrary(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	recorder, _ := recording()
	provider := sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(Processor{}), sdktrace.WithSpanProcessor(recorder))
	client := &http.Client{Transport: otelhttp.NewTransport(nil, otelhttp.WithTracerProvider(provider))}
	defer client.CloseIdleConnections()

	_, _, before, _ := runtime.Caller(0)
	res, err := client.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	expect(t, recorder.Ended()[0], before+1, "bookstore/internal/callsite.TestSpanOfALibraryNamesTheCallToTheLibrary")
}

func TestSpanWithoutACallOfOursIsLeftAlone(t *testing.T) {
	// net/http starts the goroutine of a request, and otelhttp is the first that it calls.
	recorder := tracetest.NewSpanRecorder()
	provider := sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(Processor{}), sdktrace.WithSpanProcessor(recorder))
	handler := otelhttp.NewHandler(http.NotFoundHandler(), "", otelhttp.WithTracerProvider(provider))
	server := httptest.NewServer(handler)
	defer server.Close()
	res, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	server.Close()
	attributes := attribute.NewSet(recorder.Ended()[0].Attributes()...)
	if attributes.HasValue("code.file.path") {
		t.Errorf("attributes = %v, want none of code", attributes)
	}
}

func TestHandlerIsFound(t *testing.T) {
	_, _, before, _ := runtime.Caller(0)
	handler := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})
	want := attribute.NewSet(
		attribute.String("code.file.path", "internal/callsite/processor_test.go"),
		attribute.Int("code.line.number", before+1),
		attribute.String("code.function.name", "bookstore/internal/callsite.TestHandlerIsFound.func1"),
	)
	if got := attribute.NewSet(Of(handler)...); !got.Equals(&want) {
		t.Errorf("Of(handler) = %v, want %v", got.ToSlice(), want.ToSlice())
	}
	if got := Of(http.NewServeMux()); got != nil {
		t.Errorf("Of(a mux) = %v, want nothing", got)
	}
}

func TestPlaceIsToldByTheFile(t *testing.T) {
	for name, test := range map[string]struct{ function, file, want string }{
		"a method":  {"bookstore/internal/catalog.(*Store).Book", root + "internal/catalog/store.go", "internal/catalog/store.go"},
		"a program": {"main.assemble", root + "cmd/catalog/main.go", "cmd/catalog/main.go"},
		"a function that was inlined into a program": {"main.assemble.Routes.lookUp.func2",
			root + "internal/catalog/routes.go", "internal/catalog/routes.go"},
		"a library": {"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp.(*Transport).RoundTrip",
			"/go/pkg/mod/otelhttp/transport.go", ""},
		"the language itself": {"net/http.(*Client).Do", "/usr/lib/go/src/net/http/client.go", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := attribute.NewSet(attributes(runtime.Frame{Function: test.function, File: test.file})...)
			if path, _ := got.Value("code.file.path"); path.AsString() != test.want {
				t.Errorf("code.file.path = %q, want %q", path.AsString(), test.want)
			}
		})
	}
}

// What the place costs on the span of an HTTP client, whose caller is ten calls away: run with -bench .
func BenchmarkClientSpan(b *testing.B) {
	for name, options := range map[string][]sdktrace.TracerProviderOption{
		"without": nil,
		"with":    {sdktrace.WithSpanProcessor(Processor{})},
	} {
		provider := sdktrace.NewTracerProvider(options...)
		client := &http.Client{Transport: otelhttp.NewTransport(nowhere{}, otelhttp.WithTracerProvider(provider))}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				res, err := client.Get("http://catalog/books")
				if err != nil {
					b.Fatal(err)
				}
				res.Body.Close()
			}
		})
	}
}

type nowhere struct{}

func (nowhere) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody, Request: r}, nil
}

func recording() (*tracetest.SpanRecorder, trace.Tracer) {
	recorder := tracetest.NewSpanRecorder()
	provider := sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(Processor{}), sdktrace.WithSpanProcessor(recorder))
	return recorder, provider.Tracer("test")
}

func expect(t *testing.T, span sdktrace.ReadOnlySpan, line int, function string) {
	t.Helper()
	got := attribute.NewSet(span.Attributes()...)
	for key, want := range map[attribute.Key]attribute.Value{
		"code.file.path":     attribute.StringValue("internal/callsite/processor_test.go"),
		"code.line.number":   attribute.IntValue(line),
		"code.function.name": attribute.StringValue(function),
	} {
		if value, _ := got.Value(key); value != want {
			t.Errorf("%s = %v, want %v", key, value.Emit(), want.Emit())
		}
	}
}
