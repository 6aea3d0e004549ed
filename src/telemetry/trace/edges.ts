import type { Span } from './span.ts';
import type { SpanTree } from './tree.ts';

/** One step from a service to another, by parent or by link. */
export interface Edge {
  from: Span;
  to: Span;
  by: 'parent' | 'link';
}

/** The steps by which other services led to a span: its parent's, then those of its links. */
export function edgesTo(tree: SpanTree, to: Span): Edge[] {
  const parent = tree.parentOf(to);
  const edges: Edge[] = parent ? [{ from: parent, to, by: 'parent' }] : [];
  for (const link of to.links) {
    const from = tree.find(link);
    if (from) edges.push({ from, to, by: 'link' });
  }
  return edges.filter(({ from }) => from.service !== to.service);
}
