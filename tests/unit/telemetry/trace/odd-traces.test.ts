import { describe, expect, test } from 'vitest';
import { edgesTo } from '#telemetry/trace/edges.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { buildTree } from '#telemetry/trace/tree.ts';
import { walk } from '#telemetry/trace/walk.ts';
import { idOf, oddSpan, oddTraces } from '../../../fixtures/odd-traces.ts';

describe('size', () => {
  test('a chain of 50 000 spans is walked to its end', () => {
    const spans = oddTraces.chain(50_000);
    const placed = walk(buildTree(spans));
    expect(placed).toHaveLength(50_000);
    expect(placed[0]).toMatchObject({ depth: 0, orphan: false, span: { spanId: idOf(1) } });
    expect(placed.every(({ depth }, index) => depth === index)).toBe(true);
  });

  test('a fan of 20 000 children is one root with all of them, in the order of their start', () => {
    const tree = buildTree(oddTraces.fan(20_000).toReversed());
    const [root] = tree.roots;
    expect(tree.childrenOf(root!)).toHaveLength(20_000);
    const placed = walk(tree);
    expect(placed).toHaveLength(20_001);
    expect(placed.map(({ span }) => span.startTime)).toEqual(
      placed.map(({ span }) => span.startTime).toSorted((a, b) => a - b),
    );
    expect(new Set(placed.slice(1).map(({ depth }) => depth))).toEqual(new Set([1]));
  });

  test.each([
    ['chain', oddTraces.chain(5_000)],
    ['fan', oddTraces.fan(5_000)],
  ])('in a %s each span is looked at a fixed number of times', (_name, spans) => {
    const counted = countReads(spans, 'parentSpanId');
    walk(buildTree(counted.spans));
    expect(counted.reads()).toBeLessThan(8 * spans.length);
  });

  test('edges of a chain whose services alternate, with a link each', () => {
    const spans = oddTraces.chain(50_000).map((span, index) => ({
      ...span,
      service: index % 2 === 0 ? 'orders' : 'storefront',
      links: [{ traceId: span.traceId, spanId: span.parentSpanId ?? idOf(9), attributes: {} }],
    }));
    const tree = buildTree(spans);
    const edges = tree.spans.flatMap((span) => edgesTo(tree, span));
    expect(edges.filter(({ by }) => by === 'parent')).toHaveLength(49_999);
    expect(edges.filter(({ by }) => by === 'link')).toHaveLength(49_999);
  });
});

describe('shape', () => {
  const drawn = (spans: Span[]) =>
    walk(buildTree(spans)).map(({ span, depth, orphan }) => [
      Number.parseInt(span.spanId, 16),
      depth,
      orphan ? 'orphan' : 'placed',
    ]);

  test.each<[string, Span[], ReturnType<typeof drawn>]>([
    ['no spans', [], []],
    [
      'a span that is its own parent',
      oddTraces.ownParent(),
      [
        [1, 0, 'placed'],
        [2, 0, 'orphan'],
      ],
    ],
    [
      'a circle of three',
      oddTraces.circle(3),
      [
        [1, 0, 'orphan'],
        [2, 0, 'orphan'],
        [3, 0, 'orphan'],
      ],
    ],
    [
      'a circle of two with a tail',
      oddTraces.circleWithTail(),
      [
        [1, 0, 'orphan'],
        [2, 0, 'orphan'],
        [3, 0, 'orphan'],
        [4, 0, 'orphan'],
      ],
    ],
    [
      'two roots',
      oddTraces.twoRoots(),
      [
        [1, 0, 'placed'],
        [4, 1, 'placed'],
        [2, 0, 'placed'],
        [3, 1, 'placed'],
      ],
    ],
    [
      'the same span id twice',
      oddTraces.twice(),
      [
        [1, 0, 'placed'],
        [2, 1, 'placed'],
      ],
    ],
    [
      'orphans of one parent',
      oddTraces.orphans(2),
      [
        [1, 0, 'orphan'],
        [2, 0, 'orphan'],
      ],
    ],
  ])('%s', (_name, spans, expected) => {
    expect(drawn(spans)).toEqual(expected);
  });

  test('of two spans with one id the later one in the list counts', () => {
    const [, child] = walk(buildTree(oddTraces.twice()));
    expect(child?.span.name).toBe('other');
  });

  test('a circle of 50 000 is drawn once, every span', () => {
    expect(walk(buildTree(oddTraces.circle(50_000)))).toHaveLength(50_000);
  });

  test('50 000 orphans, and as many roots', () => {
    expect(buildTree(oddTraces.orphans(50_000)).orphans).toHaveLength(50_000);
    const roots = Array.from({ length: 50_000 }, (_, index) => oddSpan(index + 1));
    expect(walk(buildTree(roots)).every(({ orphan }) => !orphan)).toBe(true);
  });
});

/** The same spans with a counter on one of their fields. */
function countReads(spans: readonly Span[], field: keyof Span) {
  let reads = 0;
  const counted = spans.map((span) =>
    Object.defineProperty({ ...span }, field, {
      get: () => {
        reads += 1;
        return span[field];
      },
    }),
  );
  return { spans: counted, reads: () => reads };
}
