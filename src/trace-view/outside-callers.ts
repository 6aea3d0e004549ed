import { isEdge } from '#system/sources.ts';
import type { Span } from '#telemetry/trace/span.ts';

/**
 * Ids of the parents that were started outside: those that are known to be, and those that a service at the edge of the
 * Bookstore was given. Its callers are a learner's curl, or a check, and need not record what they do: that such a
 * parent is not stored is no fault of the trace.
 */
export function outsideCallers(spans: readonly Span[], known: readonly string[] = []): string[] {
  const stored = new Set(spans.map(({ spanId }) => spanId));
  const callers = spans.flatMap(({ service, kind, parentSpanId }) =>
    kind === 'server' && parentSpanId && !stored.has(parentSpanId) && isEdge(service) ? [parentSpanId] : [],
  );
  return [...new Set([...known, ...callers])];
}
