import { expect, test } from 'vitest';
import type { DrawnSpan, DrawnTrace } from '#course/recordings/drawn-trace.ts';
import { onOneAxis } from '#site/build/one-axis.ts';

const span = (spanId: string, given: Partial<DrawnSpan>): DrawnSpan => ({
  ...{ traceId: 't', spanId, service: 'orders', name: spanId, kind: 'server', start: 0, duration: 10 },
  ...{ status: 'unset', depth: 0, orphan: false, attributes: {} },
  ...given,
});
const trace = (traceId: string, began: number, ...spans: DrawnSpan[]): DrawnTrace => ({
  ...{ traceId, began, spans, waterfall: '' },
});

test('traces of one request stand on one axis from its first span, without the span of the check', () => {
  const late = trace('late', 1_060, span('d', {}));
  const first = trace(
    'first',
    1_000,
    span('a', { service: 'spanwise' }),
    span('b', { service: 'storefront', parentSpanId: 'a', start: 50, duration: 40, depth: 1 }),
    span('c', { service: 'catalog', parentSpanId: 'b', start: 55, depth: 2 }),
  );
  const found = onOneAxis([late, first]);
  expect(found.map(({ traceId, axis }) => [traceId, axis.from, axis.length])).toEqual([
    ['first', found[0]!.axis.from, 40],
    ['late', found[0]!.axis.from, 40],
  ]);
  const { from } = found[0]!.axis;
  expect(
    found.flatMap(({ spans }) =>
      spans.map(({ spanId, start, depth, parentSpanId }) => [spanId, start - from, depth, parentSpanId]),
    ),
  ).toEqual([
    ['b', 0, 0, undefined],
    ['c', 5, 1, 'b'],
    ['d', 10, 0, undefined],
  ]);
});
