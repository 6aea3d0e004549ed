import type { Endpoints } from '../runtime.ts';
import type { Namespaces } from './namespaces.ts';
import type { Ports } from './ports.ts';

/** Where everything is reached on this machine. */
export function endpointsOf(ports: Ports, { tracing }: Namespaces): Endpoints {
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
  };
}
