import { buildTree } from '#telemetry/trace/tree.ts';
import { ORDER_KEY } from '../probes/probe.ts';
import type { Observation, ProbeResult } from '../probes/probe-result.ts';

/**
 * Whether everything a checkout can leave behind is there, in whatever traces: then only quiet has to be waited
 * for. What an attempt lacks for good is waited for until `giveUp` has passed.
 */
export function isComplete({
  checkout,
  orders,
  catalog,
}: Omit<Observation, 'settled' | 'detachedRoots'>): boolean {
  const spans = (result: ProbeResult, service: string, kind: string) =>
    result.spans.filter((span) => span.service === service && span.kind === kind);
  const keyed = (result: ProbeResult, service: string, kind: string) =>
    spans(result, service, kind).some((span) => span.attributes[ORDER_KEY] === result.probe.orderId);
  return (
    [checkout, orders, catalog].every(hasOwnSpan) &&
    keyed(checkout, 'storefront', 'server') &&
    keyed(checkout, 'orders', 'server') &&
    keyed(checkout, 'payments-worker', 'consumer') &&
    spans(checkout, 'catalog', 'server').length > 0 &&
    keyed(orders, 'orders', 'server') &&
    keyed(orders, 'payments-worker', 'consumer') &&
    spans(catalog, 'catalog', 'server').length > 0 &&
    buildTree(checkout.spans, [checkout.probe.spanId]).orphans.length === 0
  );
}

/** Whether the span that the probe names as its parent is stored: the control of every attempt. */
export function hasOwnSpan({ probe, spans }: ProbeResult): boolean {
  return spans.some((span) => span.traceId === probe.traceId && span.spanId === probe.spanId);
}
