import { describe, expect, test } from 'vitest';
import { keySpan, ownTime, ownTimeOfServices, ownTimesBelow } from '#telemetry/trace/own-time.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { buildTree } from '#telemetry/trace/tree.ts';
import { idOf, oddSpan, oddTraces } from '../../../fixtures/odd-traces.ts';

/** A span by number, parent, and where it lies on a line that begins at 0 ms. */
function at(number: number, parent: number | undefined, start: number, end: number, service = 'orders') {
  const more: Partial<Span> = { startTime: 1000 + start, duration: end - start, service };
  return oddSpan(number, parent === undefined ? more : { ...more, parentSpanId: idOf(parent) });
}

/** The own time of the first of these spans. */
function ownOf(...spans: Span[]): number {
  return ownTime(buildTree(spans), spans[0]!);
}

describe('the own time of a span', () => {
  const top = at(1, undefined, 0, 100);

  test('is all of it where it has no children', () => expect(ownOf(top)).toBe(100));

  test('is what its children leave', () => {
    expect(ownOf(top, at(2, 1, 10, 30), at(3, 1, 50, 90))).toBe(40);
  });

  test('counts time once in which several children were open', () => {
    expect(ownOf(top, at(2, 1, 10, 60), at(3, 1, 40, 80), at(4, 1, 45, 50))).toBe(30);
  });

  test('is not less for a child that begins after it ended', () => {
    expect(ownOf(top, at(2, 1, 120, 300))).toBe(100);
    expect(ownOf(top, at(2, 1, 100, 300))).toBe(100);
  });

  test('is not less for what a child does before or after it', () => {
    expect(ownOf(top, at(2, 1, -50, 20), at(3, 1, 90, 500))).toBe(70);
  });

  test('is nothing where a child covers it, and never below nothing', () => {
    expect(ownOf(top, at(2, 1, -1, 101), at(3, 1, 0, 100))).toBe(0);
  });

  test('leaves grandchildren to their parent', () => {
    expect(ownOf(top, at(2, 1, 10, 20), at(3, 2, 30, 90))).toBe(90);
  });

  test('of a span without a length, and of one that ends before it begins, is nothing', () => {
    expect(ownOf(at(1, undefined, 0, 0))).toBe(0);
    expect(ownOf(at(1, undefined, 10, 0))).toBe(0);
  });
});

describe('the own times of a checkout', () => {
  const storefront = at(1, undefined, 0, 826, 'storefront');
  const spans = [
    storefront,
    at(2, 1, 2, 810, 'storefront'),
    at(3, 2, 3, 809, 'catalog'),
    at(4, 3, 5, 808, 'catalog'),
    at(5, 1, 811, 824, 'storefront'),
    at(6, 5, 812, 823, 'orders'),
    at(7, 6, 815, 817, 'orders'),
    at(8, 6, 818, 822, 'orders'),
    // The payment begins when everybody has been answered, and takes longer than all the rest.
    at(9, 8, 830, 4000, 'payments-worker'),
  ];
  const tree = buildTree(spans);

  test('add up to the wait, service by service, without what followed it', () => {
    const services = ownTimeOfServices(tree, storefront);
    expect(Object.fromEntries(services)).toEqual({
      ...{ storefront: 9, catalog: 806, orders: 11, 'payments-worker': 0 },
    });
    expect([...services.values()].reduce((sum, own) => sum + own)).toBe(826);
  });

  test('name the statement as the key span, though every span above it is longer', () => {
    const { key, second } = keySpan(tree, storefront);
    expect([key.span.spanId, key.own]).toEqual([idOf(4), 803]);
    expect(second?.own).toBe(5);
  });

  test('of a payment that runs into the wait count as far as they lie in it', () => {
    const confirmed = [...spans.slice(0, 8), at(9, 8, 820, 4000, 'payments-worker')];
    expect(ownTimeOfServices(buildTree(confirmed), storefront).get('payments-worker')).toBe(6);
  });

  test('of a single span are its own', () => {
    expect(keySpan(buildTree([storefront]), storefront)).toEqual({
      ...{ key: { span: storefront, own: 826 }, second: undefined },
    });
  });
});

describe('traces that no healthy program makes', () => {
  test('50 000 spans below each other need no deep stack', () => {
    const spans = oddTraces.chain(50_000);
    const tree = buildTree(spans);
    const times = ownTimesBelow(tree, tree.roots[0]!);
    expect(times).toHaveLength(50_000);
    const sum = times.reduce((all, { own }) => all + own, 0);
    expect(sum).toBeCloseTo(tree.roots[0]!.duration, 0);
  });

  test('20 000 children that overlap are one stretch of time', () => {
    const fan = Array.from({ length: 20_000 }, (_, index) => at(index + 2, 1, 10 + index, 12 + index));
    expect(ownOf(at(1, undefined, 0, 50_000), ...fan)).toBe(50_000 - 20_001);
  });

  test('spans that are their own ancestors end', () => {
    const circle = [at(1, 2, 0, 10), at(2, 1, 2, 8)];
    const times = ownTimesBelow(buildTree(circle), circle[0]!);
    expect(times.map(({ own }) => own)).toEqual([4, 0]);
  });
});
