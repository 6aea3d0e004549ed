import type { Service } from '#system/part-names.ts';
import type { Span } from '#telemetry/trace/span.ts';
import type { ProbeModel } from './checkout-model.ts';

/** Who calls whom in a checkout, upstream first. */
export const HOPS: readonly { from: Service; to: Service }[] = [
  { from: 'storefront', to: 'catalog' },
  { from: 'storefront', to: 'orders' },
  { from: 'orders', to: 'payments-worker' },
];

/** The span with which a service takes up a request or a message of the checkout. */
export function entryOf({ spans }: ProbeModel, service: Service): Span | undefined {
  const entries = spans.filter((span) => span.service === service);
  return entries.find(({ kind }) => kind === 'server' || kind === 'consumer');
}

/** Whether a span has a link to one of the spans. */
export function isLinked({ links }: Span, spans: readonly Span[]): boolean {
  return links.some((link) =>
    spans.some(({ traceId, spanId }) => link.traceId === traceId && link.spanId === spanId),
  );
}
