import type { Service } from '#system/part-names.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { ORDER_KEY } from '../probes/probe.ts';
import type { ProbeModel } from './checkout-model.ts';

/** Who calls whom in a checkout, upstream first. */
export const HOPS: readonly { from: Service; to: Service }[] = [
  { from: 'storefront', to: 'catalog' },
  { from: 'storefront', to: 'orders' },
  { from: 'orders', to: 'payments-worker' },
];

/** The span with which a service takes up a request or a message of the checkout; its own trace may hold others. */
export function entryOf(model: ProbeModel, service: Service): Span | undefined {
  const entries = model.spans.filter(
    ({ service: own, kind }) => own === service && (kind === 'server' || kind === 'consumer'),
  );
  return entries.find((span) => isOfOrder(model, span)) ?? entries.find((span) => !isOfAnother(model, span));
}

/** Whether a span has a link to a span of this order. */
export function isLinked(model: ProbeModel, { links }: Span, service?: Service): boolean {
  return links.some((link) =>
    model.spans.some(
      (span) =>
        span.traceId === link.traceId &&
        span.spanId === link.spanId &&
        (service === undefined || span.service === service) &&
        isOfOrder(model, span),
    ),
  );
}

/** Whether a span, or one of its service above it, carries this order. */
export function isOfOrder(model: ProbeModel, span: Span): boolean {
  const seen = new Set<Span>();
  for (let one: Span | undefined = span; one && !seen.has(one); one = model.tree.parentOf(one)) {
    if (one.service !== span.service) return false;
    const order = one.attributes[ORDER_KEY];
    if (order !== undefined) return order === model.probe.orderId;
    seen.add(one);
  }
  return false;
}

function isOfAnother({ probe }: ProbeModel, { attributes }: Span): boolean {
  const order = attributes[ORDER_KEY];
  return order !== undefined && order !== probe.orderId;
}
