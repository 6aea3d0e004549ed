import { expect, test } from 'vitest';
import { planLeaks } from '#grading/experiments/leaks/plan-leaks.ts';
import { formsIn } from '#grading/experiments/leaks/scan/form-in.ts';
import { isOwnTraceId } from '#telemetry/trace/own-trace-id.ts';

test('every attempt has customers of its own, who differ in what a rule may take for granted', () => {
  const [first, second] = [planLeaks(), planLeaks()];
  const shapes = first.map(({ canary: { card, email } }) => `${card} ${email}`);
  expect(shapes).toEqual([
    expect.stringMatching(/^400000\d{10} ada\.[0-9a-f]{10}@example\.org$/),
    expect.stringMatching(/^37\d{13} bo\+shop\.[0-9a-f]{10}@mail\.example\.com$/),
    expect.stringMatching(/^55\d{14} eve_[0-9a-f]{10}@example\.co\.uk$/),
    expect.stringMatching(/^4000 00\d\d \d{4} \d{4} Ian\.[0-9a-f]{10}@EXAMPLE\.ORG$/),
  ]);
  expect(first.map(({ declined }) => declined)).toEqual([true, false, false, true]);
  expect(first.every(({ probe }) => isOwnTraceId(probe.traceId))).toBe(true);
  for (const { id, canary } of first) {
    for (const other of first.filter((one) => one.id !== id))
      expect(formsIn(`${other.card} ${other.email}`, canary)).toEqual([]);
    for (const other of second) {
      expect(other.card).not.toBe(canary.card);
      expect(formsIn(other.email!, canary)).toEqual([]);
    }
  }
});

test('no order has an id that a pattern for cards would meet by chance', () => {
  const ids = Array.from({ length: 250 }, planLeaks)
    .flat()
    .map(({ probe }) => probe.orderId);
  expect(ids.filter((id) => /\b(?:\d[ -]*?){13,16}\b/.test(id))).toEqual([]);
});
