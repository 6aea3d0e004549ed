/** Addresses (`host:port`) as a Collector's configuration asks for them. */
export interface CollectorAddresses {
  /** Where it listens itself. */
  own: Record<'grpc' | 'http' | 'health' | 'metrics', string>;
  /** Where it may send. */
  tempoOtlp: string;
  jaegerOtlpGrpc: string;
  jaegerOtlpHttp: string;
  lokiHttp: string;
}

/** The environment of a Collector, the same on every runtime but for the addresses in it. */
export function collectorVariables(addresses: CollectorAddresses): Record<string, string> {
  const { own } = addresses;
  const [metricsHost = '', metricsPort = ''] = own.metrics.split(':');
  return {
    OTLP_GRPC_ADDRESS: own.grpc,
    OTLP_HTTP_ADDRESS: own.http,
    TEMPO_OTLP_ADDRESS: addresses.tempoOtlp,
    // Also for configurations of a learner's own, which may send on to these where they run.
    JAEGER_OTLP_ADDRESS: addresses.jaegerOtlpGrpc,
    JAEGER_OTLP_URL: `http://${addresses.jaegerOtlpHttp}`,
    LOKI_OTLP_URL: `http://${addresses.lokiHttp}/otlp`,
    HEALTH_ADDRESS: own.health,
    METRICS_HOST: metricsHost,
    METRICS_PORT: metricsPort,
    GOGC: '50',
    // Four fifths of memory_limiter's limit_mib: lower, the garbage collector works hard before the limiter says a word.
    GOMEMLIMIT: '205MiB',
  };
}
