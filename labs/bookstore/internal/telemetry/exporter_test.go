package telemetry

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"go.opentelemetry.io/otel"
)

func TestProtocolComesFromTheEnvironment(t *testing.T) {
	const overHTTP, overGRPC = "/v1/traces", "/opentelemetry.proto.collector.trace.v1.TraceService/Export"
	for name, test := range map[string]struct{ protocol, forTraces, path, problem string }{
		"by default":            {"", "", overHTTP, ""},
		"HTTP":                  {"http/protobuf", "", overHTTP, ""},
		"gRPC":                  {"grpc", "", overGRPC, ""},
		"gRPC, for traces only": {"http/protobuf", "grpc", overGRPC, ""},
		"one that is not linked": {"http/json", "", overHTTP,
			`OTEL_EXPORTER_OTLP_PROTOCOL is \"http/json\"; known are grpc and http/protobuf, which is used now`},
	} {
		t.Run(name, func(t *testing.T) {
			log := logged(t)
			asked := make(chan string, 1)
			t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collecting(t, asked))
			t.Setenv("OTEL_EXPORTER_OTLP_PROTOCOL", test.protocol)
			t.Setenv("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", test.forTraces)

			flush, err := Start(t.Context(), "orders")
			if err != nil {
				t.Fatal(err)
			}
			_, span := otel.Tracer("test").Start(t.Context(), "a span")
			span.End()
			if err := flush(t.Context()); err != nil {
				t.Fatal(err)
			}
			if path := <-asked; path != test.path {
				t.Errorf("spans went to %s, want %s", path, test.path)
			}
			if !strings.Contains(log.String(), test.problem) || (test.problem == "" && log.Len() > 0) {
				t.Errorf("log = %s, want %q", log, test.problem)
			}
		})
	}
}

// collecting serves both protocols on one port, and says which path was asked for.
func collecting(t *testing.T, asked chan<- string) string {
	t.Helper()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- r.URL.Path
		if r.ProtoMajor == 2 {
			w.Header().Set("Content-Type", "application/grpc")
			w.Write(make([]byte, 5)) // an empty message: not compressed, no bytes
			w.Header().Set(http.TrailerPrefix+"Grpc-Status", "0")
		}
	}))
	server.Config.Protocols = new(http.Protocols)
	server.Config.Protocols.SetHTTP1(true)
	server.Config.Protocols.SetUnencryptedHTTP2(true)
	server.Start()
	t.Cleanup(server.Close)
	return server.URL
}
