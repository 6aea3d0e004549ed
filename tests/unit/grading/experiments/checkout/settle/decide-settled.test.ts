import { describe, expect, test } from 'vitest';
import { decideSettled, type SettleProgress } from '#grading/experiments/checkout/settle/decide-settled.ts';
import { settleLimits } from '#grading/experiments/checkout/settle/settle-limits.ts';

const limits = settleLimits(200);
const progress = (more: Partial<SettleProgress>): SettleProgress => ({
  now: 0,
  lastNews: 0,
  lastSearch: 0,
  complete: false,
  late: false,
  ...more,
});

test('the limits of an exporter that sends every 200 ms', () => {
  expect(limits).toEqual({
    quiet: 600,
    giveUp: 2600,
    searchLag: 1500,
    late: 6500,
    deadline: 8000,
    lookEvery: 80,
    fetchEvery: 240,
    searchEvery: 250,
    firstSearch: 1000,
  });
});

test('a slow exporter makes the waiting longer, a quick one does not make the search quicker', () => {
  expect(settleLimits(400)).toMatchObject({ quiet: 1200, giveUp: 5200 });
  expect(settleLimits(50)).toMatchObject({ quiet: 150, giveUp: 2600 });
});

describe('one look decides', () => {
  const end = { next: 'end' };
  test.each<[situation: string, SettleProgress, object]>([
    ['complete, just now', progress({ now: 400, lastNews: 400, complete: true }), { next: 'look' }],
    ['complete, not quite quiet', progress({ now: 999, lastNews: 400, complete: true }), { next: 'look' }],
    [
      'complete and quiet',
      progress({ now: 1000, lastNews: 400, complete: true }),
      { ...end, because: 'complete' },
    ],
    ['incomplete, as quiet', progress({ now: 1000, lastNews: 400 }), { next: 'look', search: true }],
    ['too early for a search', progress({ now: 999, lastNews: 400 }), { next: 'look', search: false }],
    [
      'too soon after the last search',
      progress({ now: 1300, lastNews: 400, lastSearch: 1051 }),
      { next: 'look', search: false },
    ],
    [
      'quiet for long, and no search has answered',
      progress({ now: 5000, lastNews: 400 }),
      { next: 'look', search: true },
    ],
    [
      'quiet for long, and the last good search was too soon to know',
      progress({ now: 5000, lastNews: 400, searchConfirmed: 1900 }),
      { next: 'look' },
    ],
    [
      'quiet for long, and a search confirms that nothing is missing',
      progress({ now: 3000, lastNews: 400, searchConfirmed: 1901 }),
      { ...end, because: 'confirmed-missing' },
    ],
    [
      'confirmed, but not yet quiet for long',
      progress({ now: 2999, lastNews: 400, searchConfirmed: 2100 }),
      { next: 'look' },
    ],
    [
      'confirmed to be missing, and what is missing may only be late',
      progress({ now: 6499, lastNews: 400, searchConfirmed: 6000, late: true }),
      { next: 'look' },
    ],
    [
      'confirmed to be missing, and late for longer than an exporter waits',
      progress({ now: 6500, lastNews: 400, searchConfirmed: 6000, late: true }),
      { ...end, because: 'confirmed-missing' },
    ],
    [
      'the deadline, in quiet',
      progress({ now: 8000, lastNews: 7400, searchConfirmed: 2000 }),
      { ...end, because: 'deadline', quiet: true, searchConfirmed: true },
    ],
    [
      'the deadline, while spans come in',
      progress({ now: 8000, lastNews: 7401, searchConfirmed: 2000 }),
      { ...end, because: 'deadline', quiet: false, searchConfirmed: true },
    ],
    [
      'the deadline, and no search was good',
      progress({ now: 8010, lastNews: 0 }),
      { ...end, because: 'deadline', quiet: true, searchConfirmed: false },
    ],
    [
      'complete at the deadline',
      progress({ now: 8000, lastNews: 7000, complete: true }),
      { ...end, because: 'complete' },
    ],
  ])('%s', (_situation, at, decision) => {
    expect(decideSettled(at, limits)).toMatchObject(decision);
  });
});
