import type { Span } from '#telemetry/trace/span.ts';
import type { SpanTree } from '#telemetry/trace/tree.ts';

/**
 * PRODUCER spans whose message nobody has received yet: no CONSUMER hangs under them or is linked to them. A checkout
 * answers before its payment is taken up, so that a trace may look whole for a while without it.
 */
export function unconsumed({ spans, parentOf, find }: SpanTree): Span[] {
  const received = new Set<Span | undefined>();
  for (const span of spans) {
    if (span.kind !== 'consumer') continue;
    received.add(parentOf(span));
    for (const link of span.links) received.add(find(link));
  }
  return spans.filter((span) => span.kind === 'producer' && !received.has(span));
}
