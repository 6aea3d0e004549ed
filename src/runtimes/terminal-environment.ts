import type { Endpoints } from './runtime.ts';

/** The addresses of the bench as variables for the learner's terminals: a command that uses them works on every runtime. */
export function terminalEnvironment(endpoints: Endpoints): Record<string, string> {
  return {
    STOREFRONT_URL: endpoints.storefront,
    CATALOG_URL: endpoints.catalog,
    ORDERS_URL: endpoints.orders,
    PAYMENTS_WORKER_URL: endpoints.paymentsWorker,
    TEMPO_URL: endpoints.tempo,
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoints.otlpHttp,
    COLLECTOR_METRICS_URL: endpoints.collectorMetrics,
    ...(endpoints.prometheus && { PROMETHEUS_URL: endpoints.prometheus }),
    ...(endpoints.jaeger && { JAEGER_URL: endpoints.jaeger }),
    ...(endpoints.loki && { LOKI_URL: endpoints.loki }),
  };
}
