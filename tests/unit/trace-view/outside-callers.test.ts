import { expect, test } from 'vitest';
import type { Span } from '#telemetry/trace/span.ts';
import { waterfall } from '#trace-view/text/waterfall.ts';
import { drawTrace } from '#trace-view/view.ts';

const span = (service: string, spanId: string, parentSpanId: string | undefined, kind: Span['kind']): Span =>
  ({
    ...{ traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId, parentSpanId, service, kind, name: service },
    ...{ startTime: 1_000, duration: 2, status: 'unset', attributes: {}, links: [], events: [] },
  }) as unknown as Span;

test('the made-up parent of a request to the edge was started outside; that of an inner service is missing', () => {
  const { spans, began } = drawTrace('4bf92f3577b34da6a3ce929d0e0e4736', [
    span('storefront', 'a', '00f067aa0ba902b7', 'server'),
    span('storefront', 'b', 'gone', 'client'),
    span('orders', 'c', 'invented', 'server'),
  ]);
  expect(began).toBe(1_000);
  expect(spans.map(({ spanId, orphan, outside }) => [spanId, orphan, outside])).toEqual([
    ['a', false, true],
    ['b', true, undefined],
    ['c', true, undefined],
  ]);
});

test('the text says so in the same words', () => {
  const text = waterfall([
    span('storefront', 'a', '00f067aa0ba902b7', 'server'),
    span('orders', 'c', 'invented', 'server'),
  ]);
  expect(
    text
      .split('\n')
      .slice(1)
      .map((line) => line.split('ms  ')[1]),
  ).toEqual(['started outside', 'parent not stored']);
});

test('a caller that is stored is an ordinary parent', () => {
  const { spans } = drawTrace('4bf92f3577b34da6a3ce929d0e0e4736', [
    span('spanwise', 'p', undefined, 'client'),
    span('storefront', 'a', 'p', 'server'),
  ]);
  expect(spans.map(({ outside, depth }) => [outside, depth])).toEqual([
    [undefined, 0],
    [undefined, 1],
  ]);
});
