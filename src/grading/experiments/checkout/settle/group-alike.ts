import { OWN_SERVICE } from '#telemetry/trace/own-service.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { buildTree } from '#telemetry/trace/tree.ts';
import { ORDER_KEY } from '../probes/probe.ts';
import type { AlikeCheckouts, KeyedLog, ProbeResult } from '../probes/probe-result.ts';

/** Puts checkouts together that left the same behind, but for ids and times; the first of each kind stands for it. */
export function groupAlike(checkouts: readonly (ProbeResult & { label: string })[]): AlikeCheckouts[] {
  const groups = Map.groupBy(checkouts, shapeOf);
  return [...groups.values()].map((group) => {
    const { label: _, ...first } = group[0]!;
    return { ...first, labels: group.map(({ label }) => label) };
  });
}

/** Everything that a diagnosis can look at, as a text in which ids are replaced by what they stand for. */
function shapeOf({ probe, answer, spans, logs }: ProbeResult): string {
  const { parentOf } = buildTree(spans);
  const byId = new Map(spans.map((span) => [`${span.traceId}/${span.spanId}`, span]));
  const trace = (id: string) => (id === probe.traceId ? 'own' : id === '' ? 'none' : 'other');
  const order = ({ attributes }: Span) => {
    const id = attributes[ORDER_KEY];
    return id === undefined ? 'no' : id === probe.orderId ? 'own' : 'other';
  };
  const stands = (span: Span | undefined, traceId: string) =>
    span
      ? `${trace(traceId)} ${span.service} ${span.kind} ${span.name} ${order(span)}`
      : `${trace(traceId)} unstored`;
  const parent = (span: Span) => {
    if (span.parentSpanId === undefined) return 'root';
    if (span.parentSpanId === probe.spanId) return 'probe';
    return stands(parentOf(span), span.traceId);
  };
  const ofSpan = (span: Span) =>
    [
      stands(span, span.traceId),
      span.resource['service.name'],
      // The probe's own header is compared by whether it arrived.
      span.traceState === probe.tracestate,
      span.kind === 'client' && span.status,
      `under ${parent(span)}`,
      ...span.links.map((link) => `to ${stands(byId.get(`${link.traceId}/${link.spanId}`), link.traceId)}`),
    ].join();
  const ofLog = (log: KeyedLog) =>
    [
      log.service,
      log.message.split(':')[0],
      log.sampled,
      log.spanId === probe.spanId ? 'probe' : stands(byId.get(`${log.traceId}/${log.spanId}`), log.traceId),
    ].join();
  // Our own span says which checkout it is: only whether it is stored counts.
  const theirs = spans.filter(({ service }) => service !== OWN_SERVICE).map(ofSpan);
  const own = spans.some(({ spanId }) => spanId === probe.spanId);
  return [answer.status, own, ...theirs.toSorted(), ...logs.map(ofLog).toSorted()].join('\n');
}
