import { describe, expect, test } from 'vitest';
import { edgesTo } from '#telemetry/trace/edges.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { buildTree } from '#telemetry/trace/tree.ts';
import { walk } from '#telemetry/trace/walk.ts';
import { sideBySide } from '#trace-view/text/side-by-side.ts';
import { waterfall } from '#trace-view/text/waterfall.ts';
import { drawTrace } from '#trace-view/view.ts';

function span(spanId: string, service: string, more: Partial<Span> = {}): Span {
  return {
    traceId: 'T',
    spanId,
    name: 'work',
    kind: 'internal',
    service,
    startTime: 1000,
    duration: 10,
    status: 'unset',
    attributes: {},
    resource: {},
    events: [],
    links: [],
    ...more,
  };
}

const shop = [
  span('c', 'orders', { parentSpanId: 'b', startTime: 1004, duration: 4, kind: 'server' }),
  span('a', 'storefront', { parentSpanId: 'P', kind: 'server', duration: 20 }),
  span('b', 'storefront', { parentSpanId: 'a', startTime: 1002, kind: 'client' }),
  span('d', 'payments-worker', {
    parentSpanId: 'gone',
    startTime: 1030,
    kind: 'consumer',
    status: 'error',
    links: [{ traceId: 'T', spanId: 'c', attributes: {} }],
  }),
];

describe('the span tree', () => {
  test('tells roots from orphans, and knows who started outside', () => {
    expect(ids(buildTree(shop).orphans)).toEqual(['a', 'd']);
    const tree = buildTree(shop, ['P']);
    expect(ids(tree.roots)).toEqual(['a']);
    expect(ids(tree.orphans)).toEqual(['d']);
    expect(ids(tree.childrenOf(shop[1]!))).toEqual(['b']);
  });

  test('a parent in another trace is no parent', () => {
    const tree = buildTree([span('a', 'x'), span('b', 'y', { traceId: 'U', parentSpanId: 'a' })]);
    expect(ids(tree.orphans)).toEqual(['b']);
  });

  test('a span that came twice is one', () => {
    expect(buildTree([span('a', 'x'), span('a', 'x')]).spans).toHaveLength(1);
  });

  test('edges lead from service to service, by parent or by link', () => {
    const tree = buildTree(shop, ['P']);
    const edges = tree.spans
      .flatMap((span) => edgesTo(tree, span))
      .map(({ from, to, by }) => `${from.service} → ${to.service} by ${by}`);
    expect(edges).toEqual(['storefront → orders by parent', 'orders → payments-worker by link']);
  });

  test('spans that are each other’s parents are still drawn once', () => {
    const circle = [span('a', 'x', { parentSpanId: 'b' }), span('b', 'x', { parentSpanId: 'a' })];
    expect(walk(buildTree(circle)).map((placed) => placed.span.spanId)).toEqual(['a', 'b']);
  });
});

test('a trace as text, and two beside each other', () => {
  expect(sideBySide(waterfall(shop, ['P']), waterfall([]))).toMatchInlineSnapshot(`
    "trace T                                                                                               │  no spans
    storefront  work  [server]           |============            |      20 ms  started outside           │
    └ storefront  work  [client]         | ======                 |      10 ms                            │
      └ orders  work  [server]           |  ==                    |       4 ms                            │
    ? payments-worker  work  [consumer]  |                  ======|      10 ms  parent not stored  error  │"
  `);
});

test('a trace as pages draw it', () => {
  const drawn = drawTrace('T', shop, ['P']);
  expect(drawn.spans.map(({ spanId, depth, start, orphan }) => [spanId, depth, start, orphan])).toEqual([
    ['a', 0, 0, false],
    ['b', 1, 2, false],
    ['c', 2, 4, false],
    ['d', 0, 30, true],
  ]);
});

function ids(spans: readonly Span[]): string[] {
  return spans.map(({ spanId }) => spanId);
}
