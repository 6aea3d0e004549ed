import type { Service } from '#system/part-names.ts';
import { buildTree } from '#telemetry/trace/tree.ts';
import { ORDER_KEY } from '../probes/probe.ts';
import type { Observation, ProbeResult } from '../probes/probe-result.ts';

/**
 * Whether everything that such a request can leave behind is there, in whatever traces: then only quiet has to be waited
 * for. What a request lacks for good is waited for until `giveUp` has passed.
 */
export const isComplete: Record<'storefront' | 'orders' | 'catalog', (result: ProbeResult) => boolean> = {
  storefront: (result) =>
    hasOwnSpan(result) &&
    hasEntry(result, 'storefront') &&
    hasEntry(result, 'orders') &&
    hasEntry(result, 'payments-worker') &&
    hasEntry(result, 'catalog') &&
    buildTree(result.spans, [result.probe.spanId]).orphans.length === 0,
  orders: (result) => hasOwnSpan(result) && hasEntry(result, 'orders') && hasEntry(result, 'payments-worker'),
  catalog: (result) => hasOwnSpan(result) && hasEntry(result, 'catalog'),
};

/** Whether the span that the probe names as its parent is stored: the control of every attempt. */
export function hasOwnSpan({ probe, spans }: Pick<ProbeResult, 'probe' | 'spans'>): boolean {
  return spans.some((span) => span.traceId === probe.traceId && span.spanId === probe.spanId);
}

/**
 * Whether a service's spans may only be late: it logged in a sampled span of its own, nothing says that its exporter
 * fails, and the span with which it took up the request is not stored. A span ends after those below it, and they leave
 * in that order; so where this one is stored, nothing else of the request is late.
 */
export function mayBeLate(result: ProbeResult, exportErrors: Observation['exportErrors']): boolean {
  const { probe, logs, spans } = result;
  return logs.some(
    ({ service, spanId, sampled }) =>
      sampled === true &&
      spanId !== probe.spanId &&
      exportErrors[service] === undefined &&
      !spans.some((span) => span.spanId === spanId) &&
      !hasEntry(result, service),
  );
}

/** catalog knows no order: its span is told by the trace. */
function hasEntry({ probe, spans }: ProbeResult, service: Service): boolean {
  const kind = service === 'payments-worker' ? 'consumer' : 'server';
  return spans.some(
    (span) =>
      span.service === service &&
      span.kind === kind &&
      (service === 'catalog' || span.attributes[ORDER_KEY] === probe.orderId),
  );
}
