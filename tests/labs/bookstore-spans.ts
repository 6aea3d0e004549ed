import { ORDER_KEY, type Probe } from '#grading/experiments/checkout/probes/probe.ts';
import type {
  KeyedLog,
  Observation,
  ProbeResult,
} from '#grading/experiments/checkout/probes/probe-result.ts';
import type { Service } from '#system/part-names.ts';
import type { Span, SpanKind } from '#telemetry/trace/span.ts';

/** Short names for ids: `T` becomes a trace id, `a` a span id. */
export const trace = (name: string) => Buffer.from(name.padEnd(16, '.')).toString('hex');
export const id = (name: string) => Buffer.from(name.padEnd(8, '.')).toString('hex');

interface Wanted {
  trace?: string;
  parent?: string;
  order?: string;
  links?: Span['links'];
  route?: string;
}

/** A span of the shop; without more it is in the probe's trace T, a root, and carries the checkout's order. */
export function span(service: string, kind: SpanKind, name: string, wanted: Wanted = {}): Span {
  const { trace: traceName = 'T', parent, order = 'order', links = [], route } = wanted;
  return {
    traceId: trace(traceName),
    spanId: id(name),
    ...(parent && { parentSpanId: id(parent) }),
    name: 'POST',
    kind,
    service,
    startTime: 1_000,
    duration: 1,
    status: 'unset',
    attributes: { ...(order && { [ORDER_KEY]: order }), ...(route && { 'http.route': route }) },
    resource: { 'service.name': service },
    events: [],
    links,
  };
}

/** A log line of a service about the order. */
export function log(service: Service, traceName: string, spanName = 'x', sampled = true): KeyedLog {
  const traceId = traceName && trace(traceName);
  return { service, traceId, spanId: traceName && id(spanName), sampled, message: 'order received' };
}

/** Spans that make up the three parts of a healthy shop; a test replaces what is different. */
export const healthy = {
  storefront: [
    span('storefront', 'server', 's', { parent: 'P' }),
    span('storefront', 'client', 'c1', { parent: 's' }),
    span('storefront', 'client', 'c2', { parent: 's' }),
  ],
  catalog: [span('catalog', 'server', 'k', { parent: 'c1', order: '' })],
  orders: [
    span('orders', 'server', 'o', { parent: 'c2' }),
    span('orders', 'client', 'i', { parent: 'o' }),
    span('orders', 'producer', 'p', { parent: 'o' }),
  ],
  worker: [span('payments-worker', 'consumer', 'w', { parent: 'p' })],
  logs: [
    log('storefront', 'T', 's'),
    log('catalog', 'T', 'k'),
    log('orders', 'T', 'o'),
    log('payments-worker', 'T', 'w'),
  ],
};
export type Shop = typeof healthy;

/** What straight requests to orders and catalog leave behind where both are well. */
export const wellDirect = {
  orders: [
    span('orders', 'server', 'do', { trace: 'D', parent: 'DP', order: 'direct' }),
    span('orders', 'producer', 'dp', { trace: 'D', parent: 'do', order: 'direct' }),
    span('payments-worker', 'consumer', 'dw', { trace: 'D', parent: 'dp', order: 'direct' }),
  ],
  catalog: [span('catalog', 'server', 'dk', { trace: 'K', parent: 'KP', order: '' })],
};

/** An observation of a shop that differs from the healthy one. */
export function observed(shop: Partial<Shop> = {}, direct: Partial<typeof wellDirect> = {}): Observation {
  const { storefront, catalog, orders, worker, logs } = { ...healthy, ...shop };
  const straight = { ...wellDirect, ...direct };
  return {
    checkouts: [
      {
        ...result('T', 'P', 'order', [...storefront, ...catalog, ...orders, ...worker], logs),
        labels: ['b-100'],
      },
    ],
    orders: result('D', 'DP', 'direct', straight.orders, [
      log('orders', 'D', 'do'),
      log('payments-worker', 'D', 'dw'),
    ]),
    catalog: result('K', 'KP', 'none', straight.catalog, [log('catalog', 'K', 'dk')]),
    settled: true,
    detachedRoots: [],
    exportErrors: {},
  };
}

function result(
  traceName: string,
  parent: string,
  orderId: string,
  spans: Span[],
  logs: KeyedLog[],
): ProbeResult {
  const probe: Probe = { traceId: trace(traceName), spanId: id(parent), orderId, header: '' };
  const own = {
    ...span('spanwise', 'client', parent, { trace: traceName, order: orderId }),
    scope: 'spanwise',
  };
  return {
    probe,
    answer: { status: 201, body: '{}', sent: 0, answered: 1 },
    spans: [own, ...spans],
    logs,
  };
}
