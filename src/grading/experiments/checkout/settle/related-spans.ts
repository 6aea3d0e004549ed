import type { Span } from '#telemetry/trace/span.ts';
import { MESSAGE_KEY, ORDER_KEY } from '../probes/probe.ts';
import type { KeyedLog } from '../probes/probe-result.ts';

interface Relating {
  spans: readonly Span[];
  /** The request's own trace, which belongs to it as a whole. */
  traceId: string;
  orderId: string;
  logs: readonly KeyedLog[];
  /** Messages that are about the order: a span may name one of them, and not the order. */
  messageIds?: readonly string[];
}

/**
 * The spans that have to do with a request: all of its own trace, and of other traces those that carry its order or are
 * named by its log lines, with all that is above, below or linked. Many requests may have been put into such a trace.
 */
export function relatedSpans({ spans, traceId, orderId, logs, messageIds = [] }: Relating): Span[] {
  const byId = new Map(spans.map((span) => [`${span.traceId}/${span.spanId}`, span]));
  const childrenOf = Map.groupBy(spans, (span) => `${span.traceId}/${span.parentSpanId}`);
  const named = new Set(logs.map((log) => `${log.traceId}/${log.spanId}`));
  const kept = new Set<Span>();
  const keepBelow = (span: Span): void => {
    if (kept.has(span)) return;
    kept.add(span);
    for (const child of childrenOf.get(`${span.traceId}/${span.spanId}`) ?? []) keepBelow(child);
  };
  const keepAbove = (span: Span): void => {
    const parent = byId.get(`${span.traceId}/${span.parentSpanId}`);
    if (!parent || kept.has(parent)) return;
    kept.add(parent);
    keepAbove(parent);
  };
  const isSeed = (span: Span) =>
    span.attributes[ORDER_KEY] === orderId ||
    messageIds.includes(String(span.attributes[MESSAGE_KEY])) ||
    named.has(`${span.traceId}/${span.spanId}`);
  for (const seed of spans.filter(isSeed)) keepBelow(seed);
  for (const span of [...kept]) {
    keepAbove(span);
    for (const link of span.links) {
      const linked = byId.get(`${link.traceId}/${link.spanId}`);
      if (linked) kept.add(linked);
    }
  }
  return spans.filter((span) => span.traceId === traceId || kept.has(span));
}
