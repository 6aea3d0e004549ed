import type { Span } from './span.ts';
import type { SpanTree } from './tree.ts';

/** A span with its place in the tree. */
export interface Placed {
  span: Span;
  /** 0 for a root or an orphan. */
  depth: number;
  orphan: boolean;
}

/** The spans in the order they are drawn: parents before children, earlier before later. */
export function walk(tree: SpanTree): Placed[] {
  const orphans = new Set(tree.orphans);
  const tops = [...tree.roots, ...tree.orphans].sort((a, b) => a.startTime - b.startTime);
  const seen = new Set<Span>();
  const below = (span: Span, depth: number): Placed[] => {
    // A span that names itself or a descendant as its parent must not keep us for ever.
    if (seen.has(span)) return [];
    seen.add(span);
    const own = { span, depth, orphan: orphans.has(span) };
    return [own, ...tree.childrenOf(span).flatMap((child) => below(child, depth + 1))];
  };
  const placed = tops.flatMap((span) => below(span, 0));
  const circular = tree.spans.filter((span) => !seen.has(span));
  return [...placed, ...circular.map((span) => ({ span, depth: 0, orphan: true }))];
}
