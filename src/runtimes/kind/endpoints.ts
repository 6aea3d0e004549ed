import type { OptionalPart } from '../parts.ts';
import type { Endpoints } from '../runtime.ts';
import type { Namespaces } from './namespaces/namespaces.ts';
import type { Ports } from './ports.ts';

/** Where everything is reached on this machine; of the optional parts those that this bench runs. */
export function endpointsOf(
  ports: Ports,
  { tracing }: Namespaces,
  optional: readonly OptionalPart[],
): Endpoints {
  const at = (port: number) => `http://127.0.0.1:${port}`;
  return {
    storefront: at(ports.storefront),
    catalog: at(ports.catalog),
    orders: at(ports.orders),
    paymentsWorker: at(ports.paymentsWorker),
    tempo: at(ports.tempoHttp),
    otlpHttp: at(ports.collectorHttp),
    // As the Bookstore's chart gives it.
    servicesOtlp: `http://collector.${tracing}:4318`,
    collectorMetrics: `${at(ports.collectorMetrics)}/metrics`,
    ...(optional.includes('prometheus') && { prometheus: at(ports.prometheusHttp) }),
    ...(optional.includes('jaeger') && { jaeger: at(ports.jaegerHttp) }),
    ...(optional.includes('loki') && { loki: at(ports.lokiHttp) }),
  };
}
