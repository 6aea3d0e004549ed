import type { Span } from './span.ts';
import type { SpanTree } from './tree.ts';

/** A span with its place in the tree. */
export interface PlacedSpan {
  span: Span;
  /** 0 for a root or an orphan. */
  depth: number;
  orphan: boolean;
}

/** The spans in the order they are drawn: parents before children, earlier before later. */
export function walk(tree: SpanTree): PlacedSpan[] {
  const orphans = new Set(tree.orphans);
  const tops = [...tree.roots, ...tree.orphans].sort((a, b) => a.startTime - b.startTime);
  const placed: PlacedSpan[] = [];
  const seen = new Set<Span>();
  // A list of what is still to be placed instead of recursion: a trace may be deeper than the stack of calls.
  const ahead = tops.toReversed().map((span) => ({ span, depth: 0 }));
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    const { span, depth } = next;
    seen.add(span);
    placed.push({ span, depth, orphan: orphans.has(span) });
    for (const child of tree.childrenOf(span).toReversed()) ahead.push({ span: child, depth: depth + 1 });
  }
  // Spans that are their own ancestors hang below no root, and neither does what is below them.
  for (const span of tree.spans) if (!seen.has(span)) placed.push({ span, depth: 0, orphan: true });
  return placed;
}
