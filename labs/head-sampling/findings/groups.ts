import type { TrafficGroup } from '#grading/experiments/traffic/group.ts';
import { requestsOf, type Traffic, type TrafficResult } from '#grading/experiments/traffic/seen.ts';

const PLAIN = 'without a traceparent';
const PACED = 'without a traceparent, two a second';

/** Checkouts that bring no context, so that storefront begins their traces. */
export function plainRequests(count: number): TrafficGroup {
  return { label: PLAIN, count, ids: 'none' };
}

/**
 * What a check of the samplers sends. The trace ids of those with a flag are chosen, so that what a ratio makes of them is
 * certain: of 200 plain ones a ratio of 0.20 or 0.30 goes unseen in 2.8 of ten thousand checks, and 0.5 in none.
 */
export const GROUPS: readonly TrafficGroup[] = [
  plainRequests(200),
  { label: 'flag 01, low id', count: 3, ids: 'low' },
  { label: 'flag 01, high id', count: 3, ids: 'high' },
  // Behind ParentBased a ratio is asked for nothing here; without it, the ids tell it to within an eighth.
  { label: 'flag 01, spread ids', count: 8, ids: 'spread' },
  { label: 'flag 00, low id', count: 3, ids: 'low', flags: '00' },
  { label: 'flag 00, high id', count: 3, ids: 'high', flags: '00' },
  // The second bit says that the id is random, and nothing about recording.
  { label: 'flag 03, high id', count: 1, ids: 'high', flags: '03' },
  { label: 'orders, flag 01', count: 1, ids: 'high', to: 'orders' },
  { label: 'orders, flag 00', count: 1, ids: 'low', flags: '00', to: 'orders' },
  { label: 'catalog, flag 01', count: 1, ids: 'high', to: 'catalog' },
  { label: 'catalog, flag 00', count: 1, ids: 'low', flags: '00', to: 'catalog' },
];

/**
 * What is sent besides where no ratio of the ids decided: a limit by the second, which a fast burst takes for a quarter, keeps
 * all that comes slowly. Milliseconds between two.
 */
export const FURTHER: readonly TrafficGroup[] = [{ label: PACED, count: 12, ids: 'none', every: 500 }];

/** The plain checkouts of an attempt. */
export function plainOf(seen: Pick<Traffic, 'requests'>): TrafficResult[] {
  return requestsOf(seen, PLAIN);
}

/** Those that were sent slowly. */
export function pacedOf(seen: Pick<Traffic, 'requests'>): TrafficResult[] {
  return requestsOf(seen, PACED);
}

/** The requests that came with a flag. */
export function flaggedOf({ requests }: Pick<Traffic, 'requests'>): TrafficResult[] {
  return requests.filter(({ label }) => label !== PLAIN && label !== PACED);
}
