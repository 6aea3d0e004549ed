import { expect, test } from 'vitest';
import { countRows, onSharedAxes } from '#trace-view/layout/shared-axis.ts';

const trace = (id: string, began: number, ...spans: [start: number, duration: number][]) => ({
  id,
  began,
  spans: spans.map(([start, duration]) => ({ start, duration })),
});
const drawn = (...traces: Parameters<typeof onSharedAxes>[0][number][]) =>
  onSharedAxes(traces).map(({ trace: one, extent, shared }) => ({
    ...{ id: (one as unknown as { id: string }).id, shared, extent },
    starts: one.spans.map(({ start }) => start),
  }));

test('two traces of one request lie on its axis, the request first however they come', () => {
  const request = trace('request', 1_000, [0, 40], [5, 10]);
  const orders = trace('orders', 1_018, [0, 20], [2, 30]);
  const expected = [
    { id: 'request', shared: true, extent: { start: 0, end: 50 }, starts: [0, 5] },
    { id: 'orders', shared: true, extent: { start: 0, end: 50 }, starts: [18, 20] },
  ];
  expect(drawn(request, orders)).toEqual(expected);
  expect(drawn(orders, request)).toEqual(expected);
});

test('a message that is taken up soon after is on the axis too, and a trace of another time is not', () => {
  const request = trace('request', 1_000, [0, 40]);
  const worker = trace('worker', 1_060, [0, 20]);
  const later = trace('later', 9_000, [0, 30]);
  expect(drawn(later, worker, request).map(({ id, shared, extent }) => [id, shared, extent.end])).toEqual([
    ['request', true, 80],
    ['worker', true, 80],
    ['later', false, 30],
  ]);
});

test('a trace without spans comes last and stretches no axis', () => {
  expect(drawn(trace('empty', 0), trace('request', 1_000, [0, 40])).map(({ id }) => id)).toEqual([
    'request',
    'empty',
  ]);
});

test('the trace that a check began comes before a part that was taken for a part of it and began earlier', () => {
  const began = {
    ...trace('request', 1_000, [0, 40]),
    spans: [{ service: 'spanwise', start: 0, duration: 40 }],
  };
  expect(drawn(trace('catalog', 998, [0, 2]), began, trace('orders', 1_018, [0, 20]))).toEqual([
    { id: 'request', shared: true, extent: { start: 0, end: 42 }, starts: [2] },
    { id: 'catalog', shared: true, extent: { start: 0, end: 42 }, starts: [0] },
    { id: 'orders', shared: true, extent: { start: 0, end: 42 }, starts: [20] },
  ]);
});

test('a check’s own span that waits for the request is on the axis from end to end', () => {
  const at = (service: string, start: number, duration: number) => ({ service, start, duration });
  const [axis] = onSharedAxes([{ began: 500, spans: [at('spanwise', 0, 108), at('storefront', 26, 81)] }]);
  expect(axis!.extent).toEqual({ start: 0, end: 108 });
});

test('a check’s own span, recorded before the request, lies before the axis and stretches nothing', () => {
  const at = (service: string, start: number, duration: number) => ({ service, start, duration });
  const request = { began: 500, spans: [at('spanwise', 0, 1), at('storefront', 400, 40)] };
  const orders = { began: 910, spans: [at('orders', 0, 20)] };
  const axes = onSharedAxes([orders, request]);
  expect(axes.map(({ extent, shared }) => [extent, shared])).toEqual([
    [{ start: 0, end: 40 }, true],
    [{ start: 0, end: 40 }, true],
  ]);
  expect(axes.map(({ trace: { spans } }) => spans.map(({ start }) => start))).toEqual([[-400, 0], [10]]);
  expect(countRows(request.spans)).toBe('1 span, and the one of the check itself');
});
