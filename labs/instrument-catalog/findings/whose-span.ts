import type { CheckoutModel } from '#grading/experiments/checkout/model/checkout-model.ts';
import { ORDER_KEY } from '#grading/experiments/checkout/probes/probe.ts';
import { OWN_SERVICE } from '#telemetry/trace/own-service.ts';
import type { Span } from '#telemetry/trace/span.ts';

/**
 * Whether a span is of another process than catalog's. The other services put the order's id on their spans; catalog is asked
 * for a book and never hears of an order.
 */
export function isOthers({ checkout, orders }: CheckoutModel, span: Span): boolean {
  if (span.scope === OWN_SERVICE || span.attributes[ORDER_KEY] !== undefined) return true;
  return [...checkout.spans, ...orders.spans].some(
    (one) => one.attributes[ORDER_KEY] !== undefined && processOf(one) === processOf(span),
  );
}

/**
 * Spans of catalog in traces that neither a request nor a log line leads to. Requests of machines are left out, and what the
 * driver does for itself: a handler around the whole mux records the one, otelsql the other.
 */
export function straysOf(model: CheckoutModel): Span[] {
  return model.detachedRoots.filter(
    (span) => !isOthers(model, span) && !isOfMachines(span) && !isOfTheDriver(span),
  );
}

/** catalog's answer to somebody who asks for its health or its metrics. */
export function isOfMachines({ kind, attributes, name }: Span): boolean {
  const path = String(attributes['url.path'] ?? attributes['http.route'] ?? name);
  return kind === 'server' && /\/(healthz|readyz|metrics)$/.test(path);
}

/** Connections that the pool opens, resets or asks: no statement of a request. */
function isOfTheDriver({ kind, name, attributes }: Span): boolean {
  return kind === 'client' && /conn/.test(name) && !isStatement({ attributes });
}

/** Whether a span names what was asked of a database. */
export function isStatement({ attributes }: Pick<Span, 'attributes'>): boolean {
  return ['db.query.text', 'db.statement', 'db.query.summary'].some((key) => attributes[key] !== undefined);
}

function processOf({ resource }: Span): string {
  return ['service.name', 'service.instance.id', 'process.pid'].map((key) => resource[key] ?? '').join(' ');
}
