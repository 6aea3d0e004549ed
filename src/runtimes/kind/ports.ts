import type { PodPart } from './pods/pod-part.ts';

/** The loopback ports of a bench on a cluster: for each, the part and the port in its pod. */
export const FORWARDS = {
  storefront: { part: 'storefront', podPort: 8080 },
  catalog: { part: 'catalog', podPort: 8080 },
  orders: { part: 'orders', podPort: 8080 },
  paymentsWorker: { part: 'payments-worker', podPort: 8080 },
  postgres: { part: 'postgres', podPort: 5432 },
  amqp: { part: 'rabbitmq', podPort: 5672 },
  tempoHttp: { part: 'tempo', podPort: 3200 },
  collectorHttp: { part: 'collector', podPort: 4318 },
  collectorMetrics: { part: 'collector', podPort: 8888 },
  collectorHealth: { part: 'collector', podPort: 13133 },
  prometheusHttp: { part: 'prometheus', podPort: 9090 },
  jaegerHttp: { part: 'jaeger', podPort: 16686 },
  lokiHttp: { part: 'loki', podPort: 3100 },
} as const satisfies Record<string, { part: PodPart; podPort: number }>;

export type PortName = keyof typeof FORWARDS;
export type Ports = Record<PortName, number>;

/** The names in the order of their numbers, so new ones come last. */
export const PORT_NAMES = Object.keys(FORWARDS) as PortName[];
