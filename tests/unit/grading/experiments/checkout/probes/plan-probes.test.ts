import { describe, expect, test } from 'vitest';
import { allProbes, planProbes } from '#grading/experiments/checkout/probes/plan-probes.ts';
import { newProbe } from '#grading/experiments/checkout/probes/probe.ts';

const plan = planProbes();

describe('the checkouts of an attempt', () => {
  test('ask for every book of the shop, so that a header for some books only is seen', () => {
    expect(new Set(plan.checkouts.map(({ book }) => book))).toEqual(
      new Set(['b-100', 'b-200', 'b-300', 'b-900', 'b-910']),
    );
  });

  test('are enough that a fault in every second of them by chance is never missed', () => {
    expect(0.5 ** plan.checkouts.length).toBeLessThan(1e-6);
  });

  test('are sent while the slow ones are under way', () => {
    const slow = plan.checkouts.filter(({ book }) => book === 'b-900' || book === 'b-910');
    expect(slow.map(({ after }) => after)).toEqual([0, 0]);
    const others = plan.checkouts.filter((one) => !slow.includes(one));
    expect(others.every(({ after }) => after > 100 && after < 400)).toBe(true);
  });

  test('come after the one that is not recorded, unless they are slow', () => {
    const quick = plan.checkouts.filter(({ after }) => after > 0);
    expect(plan.unsampled.after).toBeGreaterThan(0);
    expect(quick.every(({ after }) => after >= plan.unsampled.after + 100)).toBe(true);
  });

  test('have ids, orders and names of their own', () => {
    const all = allProbes(plan);
    for (const unique of [
      all.map(({ probe }) => probe.traceId),
      all.map(({ probe }) => probe.orderId),
      all.map(({ label }) => label),
    ])
      expect(new Set(unique).size).toBe(all.length);
  });

  test('are sampled, but for one whose id a sampler by ratio would take', () => {
    expect(plan.checkouts.every(({ probe }) => probe.header.endsWith('-01'))).toBe(true);
    expect(plan.unsampled.probe.header).toMatch(/-00$/);
    expect(shareOf(plan.unsampled.probe.traceId)).toBeLessThan(1e-9);
  });

  test('have ids at both ends of what a sampler by ratio looks at', () => {
    const shares = plan.checkouts.map(({ probe }) => shareOf(probe.traceId));
    expect(Math.min(...shares)).toBeLessThan(1e-9);
    expect(Math.max(...shares)).toBeGreaterThan(1 - 1e-9);
  });

  test('one comes with a tracestate', () => {
    expect(plan.checkouts.filter(({ probe }) => probe.tracestate !== undefined)).toHaveLength(1);
  });
});

test('probes with ids at an end of the range still differ', () => {
  const ids = Array.from({ length: 200 }, () => newProbe({ random: 'low' }).traceId);
  expect(new Set(ids).size).toBe(200);
});

/** What TraceIDRatioBased of otel-go compares with its ratio: the last 8 bytes without their lowest bit, of 2^63. */
function shareOf(traceId: string): number {
  return Number(BigInt(`0x${traceId.slice(16)}`) >> 1n) / 2 ** 63;
}
