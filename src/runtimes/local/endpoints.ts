import type { OptionalPart } from '../parts.ts';
import type { Endpoints } from '../runtime.ts';
import { addressOf } from './parts/service.ts';
import type { Ports } from './ports.ts';

/** Where everything listens; of the optional parts those that this bench runs. */
export function endpointsOf(ports: Ports, optional: readonly OptionalPart[]): Endpoints {
  return {
    storefront: `http://${addressOf('storefront', ports)}`,
    catalog: `http://${addressOf('catalog', ports)}`,
    orders: `http://${addressOf('orders', ports)}`,
    paymentsWorker: `http://${addressOf('payments-worker', ports)}`,
    tempo: `http://127.0.0.1:${ports.tempoHttp}`,
    otlpHttp: `http://127.0.0.1:${ports.collectorHttp}`,
    servicesOtlp: `http://127.0.0.1:${ports.collectorHttp}`,
    collectorMetrics: `http://127.0.0.1:${ports.collectorMetrics}/metrics`,
    ...(optional.includes('prometheus') && { prometheus: `http://127.0.0.1:${ports.prometheusHttp}` }),
    ...(optional.includes('jaeger') && { jaeger: `http://127.0.0.1:${ports.jaegerHttp}` }),
    ...(optional.includes('loki') && { loki: `http://127.0.0.1:${ports.lokiHttp}` }),
  };
}
