import { describe, expect, test } from 'vitest';
import { missChance, shareBounds } from '#grading/statistics.ts';

describe('the bounds of a share', () => {
  test.each([
    [10, 0.5, 0.05],
    [400, 0.1, 1e-4],
    [400, 0.05, 1e-6],
    [1000, 0.5, 1e-6],
    [500, 0.01, 1e-3],
  ])(
    '%i requests, share %f: a right sampler leaves them in at most %f of the attempts',
    (n, share, chance) => {
      const bounds = shareBounds(n, share, chance);
      expect(bounds.falseAlarm).toBeLessThanOrEqual(chance);
      expect(1 - missChance(n, share, bounds)).toBeCloseTo(bounds.falseAlarm, 9);
      // The narrowest: one step further in on either side, and a right sampler is outside too often.
      const tighter = missChance(n, share, { ...bounds, least: bounds.least + 1 });
      expect(1 - tighter).toBeGreaterThan(bounds.falseAlarm);
      expect(bounds.least).toBeLessThanOrEqual(n * share);
      expect(bounds.most).toBeGreaterThanOrEqual(n * share);
    },
  );

  test('known values: ten tosses of a coin', () => {
    // 0, 1, 9 or 10 heads: (1 + 10 + 10 + 1) / 1024.
    expect(shareBounds(10, 0.5, 0.05)).toEqual({
      least: 2,
      most: 8,
      falseAlarm: expect.closeTo(22 / 1024, 12),
    });
  });

  test('nothing and everything', () => {
    expect(shareBounds(50, 0, 0.01)).toEqual({ least: 0, most: 0, falseAlarm: 0 });
    expect(shareBounds(50, 1, 0.01)).toEqual({ least: 50, most: 50, falseAlarm: 0 });
  });
});

test('400 requests tell one in ten from one in five, and from all', () => {
  const bounds = shareBounds(400, 0.1, 1e-6);
  expect(missChance(400, 0.2, bounds)).toBeLessThan(0.25);
  expect(missChance(400, 0.25, bounds)).toBeLessThan(1e-3);
  expect(missChance(400, 1, bounds)).toBe(0);
});

test('simulated, a right sampler is as often outside as was computed', () => {
  const bounds = shareBounds(60, 0.3, 0.05);
  let state = 1;
  // Mulberry32: the same numbers in every run.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const attempts = 20_000;
  let outside = 0;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    let kept = 0;
    for (let one = 0; one < 60; one += 1) if (next() < 0.3) kept += 1;
    if (kept < bounds.least || kept > bounds.most) outside += 1;
  }
  expect(outside / attempts).toBeGreaterThan(bounds.falseAlarm * 0.85);
  expect(outside / attempts).toBeLessThan(bounds.falseAlarm * 1.15);
});
