package orderid

import (
	"testing"

	"go.opentelemetry.io/otel/attribute"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"
)

const id = "6f0e3a52-9f5c-4a0e-8a55-0c9d4d8a7b11"

func TestParse(t *testing.T) {
	for name, test := range map[string]struct{ given, want, problem string }{
		"as it is usually written": {given: id, want: id},
		"in upper case":            {given: "6F0E3A52-9F5C-4A0E-8A55-0C9D4D8A7B11", want: id},
		"not a UUID":               {given: "order-1", problem: `orderId must be a UUID, got "order-1"`},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Parse(test.given)
			if problem := text(err); got != test.want || problem != test.problem {
				t.Errorf("Parse(%q) = %q, %q; want %q, %q", test.given, got, problem, test.want, test.problem)
			}
		})
	}
}

func TestParseMakesAnIDWhereNoneIsGiven(t *testing.T) {
	one, err := Parse("")
	other, otherErr := Parse("")
	if err != nil || otherErr != nil || len(one) != 36 || one == other {
		t.Errorf("Parse(\"\") twice = %q, %v and %q, %v; want two different ids", one, err, other, otherErr)
	}
}

func TestIntoMarksTheSpanThatHasBegunAlready(t *testing.T) {
	recorder, tracer := recording()
	ctx, span := tracer.Start(t.Context(), "POST /checkout", trace.WithSpanKind(trace.SpanKindServer))

	ctx = Into(ctx, id)
	span.End()

	if From(ctx) != id {
		t.Errorf("From(ctx) = %q, want %q", From(ctx), id)
	}
	expectID(t, recorder.Ended()[0], id)
}

func TestProcessorMarksEntryAndExitSpans(t *testing.T) {
	for kind, want := range map[trace.SpanKind]string{
		trace.SpanKindServer: id, trace.SpanKindClient: id, trace.SpanKindProducer: id,
		trace.SpanKindConsumer: id, trace.SpanKindInternal: "",
	} {
		t.Run(kind.String(), func(t *testing.T) {
			recorder, tracer := recording()
			_, span := tracer.Start(Into(t.Context(), id), "a span", trace.WithSpanKind(kind))
			span.End()
			expectID(t, recorder.Ended()[0], want)
		})
	}
}

func TestProcessorLeavesSpansWithoutAnOrderAlone(t *testing.T) {
	recorder, tracer := recording()
	_, span := tracer.Start(t.Context(), "GET /books", trace.WithSpanKind(trace.SpanKindServer))
	span.End()
	expectID(t, recorder.Ended()[0], "")
}

func recording() (*tracetest.SpanRecorder, trace.Tracer) {
	recorder := tracetest.NewSpanRecorder()
	provider := sdktrace.NewTracerProvider(
		sdktrace.WithSpanProcessor(Processor{}), sdktrace.WithSpanProcessor(recorder))
	return recorder, provider.Tracer("test")
}

func expectID(t *testing.T, span sdktrace.ReadOnlySpan, want string) {
	t.Helper()
	attributes := attribute.NewSet(span.Attributes()...)
	got, _ := attributes.Value(Key)
	if got.AsString() != want {
		t.Errorf("span %q has order id %q, want %q", span.Name(), got.AsString(), want)
	}
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
