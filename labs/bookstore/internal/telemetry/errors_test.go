package telemetry

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"go.opentelemetry.io/otel"
)

func TestExportErrorsAreLogged(t *testing.T) {
	log := logged(t)
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
	t.Setenv("OTEL_BSP_SCHEDULE_DELAY", "1")

	flush, err := Start(t.Context(), "orders")
	if err != nil {
		t.Fatal(err)
	}
	_, span := otel.Tracer("test").Start(t.Context(), "undeliverable")
	span.End()
	if err := flush(t.Context()); err != nil {
		otel.Handle(err)
	}
	if line := log.String(); !strings.Contains(line, `"msg":"telemetry problem","error":"traces export: `) ||
		!strings.Contains(line, "127.0.0.1:1") {
		t.Errorf("log = %s; want a line \"telemetry problem\" of the export that names the address", line)
	}
}

func TestSamplerThatIsNotUnderstoodIsLogged(t *testing.T) {
	for name, test := range map[string]struct{ sampler, argument, want string }{
		"no such sampler": {"parentbased_ratio", "", "unsupported sampler: parentbased_ratio"},
		"percent":         {"traceidratio", "25", "invalid trace ID ratio: greater than 1.0"},
		"below nought":    {"parentbased_traceidratio", "-1", "invalid trace ID ratio: less than 0.0"},
		"no number": {"traceidratio", "a quarter",
			`parsing sampler argument: strconv.ParseFloat: parsing \"a quarter\": invalid syntax`},
	} {
		t.Run(name, func(t *testing.T) {
			log := logged(t)
			t.Setenv("OTEL_TRACES_SAMPLER", test.sampler)
			t.Setenv("OTEL_TRACES_SAMPLER_ARG", test.argument)
			flush, err := Start(t.Context(), "orders")
			if err != nil {
				t.Fatal(err)
			}
			defer flush(t.Context())
			want := `"msg":"telemetry problem","error":"` + test.want + `"`
			if !strings.Contains(log.String(), want) {
				t.Errorf("log = %s, want a line with %s", log, want)
			}
		})
	}
}

// logged returns the log of the running test.
func logged(t *testing.T) *bytes.Buffer {
	t.Helper()
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewJSONHandler(&log, nil)))
	t.Cleanup(func() { slog.SetDefault(before) })
	return &log
}
