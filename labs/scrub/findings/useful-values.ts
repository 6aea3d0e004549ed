import { ORDER_KEY } from '#grading/experiments/checkout/probes/probe.ts';
import type { LeakProbe } from '#grading/experiments/leaks/seen.ts';
import { SERVICES } from '#system/part-names.ts';
import type { AttributeValue, Span, SpanKind } from '#telemetry/trace/span.ts';

/** A value that an engineer needs, on one span or another of a service. */
export interface UsefulValue {
  service: string;
  kind: SpanKind;
  key: string;
  /** What is sent. */
  sent: AttributeValue;
}

/** A value that is missing or changed. */
export interface LostValue {
  key: string;
  /** The span that should have it, or the first of its service. */
  span: Span;
  service: string;
  /** What is there instead, in words, and what is sent. */
  now: string;
  sent: string;
}

const QUEUE = 'payments';
const DATABASE = 'postgresql';

/** What every checkout's spans hold that nobody may take away; whatever else is masked is nobody's loss. */
function valuesOf({ probe }: LeakProbe): UsefulValue[] {
  const entry = (service: string, route: string, method: string, status: number): UsefulValue[] => [
    { service, kind: 'server', key: 'http.route', sent: route },
    { service, kind: 'server', key: 'http.request.method', sent: method },
    { service, kind: 'server', key: 'http.response.status_code', sent: status },
  ];
  const order = (service: string, kind: SpanKind): UsefulValue => ({
    ...{ service, kind, key: ORDER_KEY, sent: probe.orderId },
  });
  const database = (service: string): UsefulValue => ({
    ...{ service, kind: 'client', key: 'db.system.name', sent: DATABASE },
  });
  const queue = (service: string, kind: SpanKind): UsefulValue => ({
    ...{ service, kind, key: 'messaging.destination.name', sent: QUEUE },
  });
  return [
    ...[order('storefront', 'server'), order('orders', 'server'), order('payments-worker', 'consumer')],
    ...entry('storefront', '/checkout', 'POST', 201),
    ...entry('catalog', '/books/{id}', 'GET', 200),
    ...entry('orders', '/orders', 'POST', 201),
    ...[database('catalog'), database('orders')],
    ...[queue('orders', 'producer'), queue('payments-worker', 'consumer')],
  ];
}

/** The first value of a checkout that a store does not have as it was sent. */
export function lostIn(spans: readonly Span[], probe: LeakProbe): LostValue | undefined {
  return lostName(spans) ?? lostValue(spans, probe) ?? (probe.declined ? lostError(spans) : undefined);
}

function lostName(spans: readonly Span[]): LostValue | undefined {
  const nameless = spans.find(({ service }) => !SERVICES.some((one) => one === service));
  if (!nameless) return undefined;
  const sent = 'the name of the service';
  const now = shown(nameless.resource['service.name']);
  return { key: 'service.name', span: nameless, service: 'the service', now, sent };
}

function lostValue(spans: readonly Span[], probe: LeakProbe): LostValue | undefined {
  for (const { service, kind, key, sent } of valuesOf(probe)) {
    const meant = spans.filter((one) => one.service === service && one.kind === kind);
    if (meant.some(({ attributes }) => attributes[key] === sent)) continue;
    // Of two statements, the one that has another value there says more than the one that has none.
    const span = meant.find(({ attributes }) => key in attributes) ?? meant[0];
    if (span) return { key, span, service, now: shown(span.attributes[key]), sent: shown(sent) };
  }
  return undefined;
}

/** The error of a declined payment: a status and its type on a span of the worker. */
function lostError(spans: readonly Span[]): LostValue | undefined {
  const ofWorker = spans.filter(({ service }) => service === 'payments-worker');
  const failed = ofWorker.find(({ status }) => status === 'error');
  const span = failed ?? ofWorker.find(({ kind }) => kind === 'internal') ?? ofWorker[0];
  if (!span) return undefined;
  const common = { span, service: 'payments-worker' };
  if (!failed) return { ...common, key: 'the status Error', now: `“${span.status}”`, sent: '“error”' };
  const types = ofWorker.filter(({ status }) => status === 'error');
  if (types.some(({ attributes }) => attributes['error.type'] === 'card_declined')) return undefined;
  return {
    ...{ ...common, key: 'error.type', now: shown(span.attributes['error.type']) },
    sent: shown('card_declined'),
  };
}

/** A value in a verdict; a number and a text that look alike are told apart. */
function shown(value: AttributeValue | undefined): string {
  if (value === undefined) return 'missing';
  return typeof value === 'string' ? `“${value}”` : `the ${typeof value} ${JSON.stringify(value)}`;
}
