import type { CollectorGraph } from '#runtimes/runtime.ts';

/** A graph as the Collector prints it: services in by HTTP, out to Tempo, without processors. */
export function graphOf(changes: Partial<CollectorGraph> = {}): CollectorGraph {
  return {
    pipelines: { traces: { receivers: ['otlp'], processors: [], exporters: ['otlp_grpc/tempo'] } },
    receivers: { otlp: { protocols: { http: { endpoint: '127.0.0.1:5318' } } } },
    processors: {},
    exporters: { debug: null, 'otlp_grpc/tempo': { endpoint: '127.0.0.1:6317' } },
    connectors: {},
    addresses: {
      OTLP_GRPC_ADDRESS: '127.0.0.1:5317',
      OTLP_HTTP_ADDRESS: '127.0.0.1:5318',
      TEMPO_OTLP_ADDRESS: '127.0.0.1:6317',
      JAEGER_OTLP_ADDRESS: '127.0.0.1:7317',
      JAEGER_OTLP_URL: 'http://127.0.0.1:7318',
    },
    ...changes,
  };
}
