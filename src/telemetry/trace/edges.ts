import type { Span } from './span.ts';
import type { SpanTree } from './tree.ts';

/** One step from a service to another, by parent or by link. */
export interface Edge {
  from: Span;
  to: Span;
  by: 'parent' | 'link';
}

/** Every place where a span of one service goes on from a span of another. */
export function edgesOf(tree: SpanTree): Edge[] {
  const byId = new Map(tree.spans.map((span) => [`${span.traceId}/${span.spanId}`, span]));
  return tree.spans.flatMap((to) => {
    const parent = tree.parentOf(to);
    const linked = to.links.map((link) => byId.get(`${link.traceId}/${link.spanId}`));
    const edges: Edge[] = [
      ...(parent ? [{ from: parent, to, by: 'parent' } as const] : []),
      ...linked.flatMap((from) => (from ? [{ from, to, by: 'link' } as const] : [])),
    ];
    return edges.filter(({ from }) => from.service !== to.service);
  });
}
