import { collectorVariables } from '#system/collector-environment.ts';
import { PARTS } from '#system/parts.ts';

/** The environment of the Collector in its pod, as the tracing chart gives it. */
export function podCollectorVariables(): Record<string, string> {
  const { collector, tempo, jaeger, loki } = PARTS;
  const { grpc, http, health, metrics } = collector.ports;
  return collectorVariables({
    own: {
      grpc: `0.0.0.0:${grpc.pod}`,
      http: `0.0.0.0:${http.pod}`,
      health: `0.0.0.0:${health.pod}`,
      // Read through the forwarded port; from outside the pod only where Prometheus is to read it.
      metrics: `127.0.0.1:${metrics.pod}`,
    },
    tempoOtlp: `tempo:${tempo.ports.otlp.pod}`,
    jaegerOtlpGrpc: `jaeger:${jaeger.ports.otlpGrpc.pod}`,
    jaegerOtlpHttp: `jaeger:${jaeger.ports.otlpHttp.pod}`,
    lokiHttp: `loki:${loki.ports.http.pod}`,
  });
}
