import type { Span } from './span.ts';

/** Spans of one or several traces, related by their parent ids. */
export interface SpanTree {
  spans: readonly Span[];
  /** Spans without a parent id. */
  roots: Span[];
  /** Spans whose parent id is not among the spans. */
  orphans: Span[];
  parentOf(span: Span): Span | undefined;
  /** The span with these ids, as a link names it. */
  find(ids: { traceId: string; spanId: string }): Span | undefined;
  /** By start time. */
  childrenOf(span: Span): readonly Span[];
}

/**
 * Builds the tree; of spans with one id the last counts. `outside` are ids of spans that are known to have been started
 * elsewhere, such as a probe's own: a span with such a parent is a root, and no orphan.
 */
export function buildTree(spans: readonly Span[], outside: readonly string[] = []): SpanTree {
  const byId = new Map(spans.map((span) => [keyOf(span.traceId, span.spanId), span]));
  const children = new Map<Span, Span[]>();
  const known = new Set(outside);
  const roots: Span[] = [];
  const orphans: Span[] = [];
  const parentOf = (span: Span) =>
    span.parentSpanId === undefined ? undefined : byId.get(keyOf(span.traceId, span.parentSpanId));
  for (const span of [...byId.values()].sort((a, b) => a.startTime - b.startTime)) {
    const parent = parentOf(span);
    if (parent) {
      const siblings = children.get(parent);
      if (siblings) siblings.push(span);
      else children.set(parent, [span]);
    } else if (span.parentSpanId === undefined) roots.push(span);
    else if (!known.has(span.parentSpanId)) orphans.push(span);
    else roots.push(span);
  }
  return {
    spans: [...byId.values()],
    roots,
    orphans,
    parentOf,
    find: ({ traceId, spanId }) => byId.get(keyOf(traceId, spanId)),
    childrenOf: (span) => children.get(span) ?? [],
  };
}

function keyOf(traceId: string, spanId: string): string {
  return `${traceId}/${spanId}`;
}
