import { describe, expect, it } from 'vitest';
import { axisOf, layOut } from '#trace-view/layout/waterfall-layout.ts';

const root = { spanId: 'a', start: 0, duration: 100, depth: 0 };
const child = { spanId: 'b', parentSpanId: 'a', start: 10, duration: 20, depth: 1 };
const last = { spanId: 'c', parentSpanId: 'a', start: 50, duration: 45, depth: 1 };
const queued = { spanId: 'd', parentSpanId: 'b', start: 70, duration: 30, depth: 2 };

describe('the axis', () => {
  it('covers all spans with round ticks', () => {
    const axis = axisOf([root, { ...queued, duration: 50 }]);
    expect(axis.from).toBe(0);
    expect(axis.length).toBe(120);
    expect(axis.ticks.map(({ label }) => label)).toEqual(['0', '50 ms', '100 ms']);
  });

  it('begins with the first span, not at zero', () => {
    expect(axisOf([{ ...root, start: 40 }]).from).toBe(40);
  });

  it('stands for no spans too', () => {
    expect(axisOf([])).toEqual({ from: 0, length: 1, ticks: [] });
  });
});

describe('placing spans', () => {
  it('gives percentages of the axis', () => {
    const [first, second] = layOut([root, child], axisOf([root, child]));
    expect(first).toMatchObject({ left: 0, width: 100 });
    expect(second).toMatchObject({ left: 10, width: 20 });
  });

  it('keeps a span of no length visible and within the axis', () => {
    const tiny = { ...child, start: 100, duration: 0 };
    const place = layOut([root, tiny], axisOf([root, tiny]))[1]!;
    expect(place.width).toBeGreaterThan(0);
    expect(place.left + place.width).toBeLessThanOrEqual(100);
  });

  it('tells which spans are on the critical path', () => {
    const spans = [root, last, { ...child, start: 30, duration: 25 }];
    const critical = layOut(spans, axisOf(spans)).map((place) => place.critical);
    expect(critical).toEqual([true, true, false]);
  });

  it('shows the wait across a queue from the end of the parent', () => {
    const spans = [root, child, queued];
    const places = layOut(spans, axisOf(spans));
    expect(places[2]?.gap).toEqual({ left: 30, width: 40 });
    expect(places[1]?.gap).toBeUndefined();
  });

  it('ends with spans that are each other’s parent', () => {
    const one = { ...child, parentSpanId: 'c' };
    const two = { ...last, parentSpanId: 'b' };
    expect(layOut([one, two], axisOf([one, two]))).toHaveLength(2);
  });
});
