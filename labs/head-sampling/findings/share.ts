import type { Traffic } from '#grading/experiments/traffic/seen.ts';
import { type JudgedShare, judgeShare, ratioBetween } from '#grading/experiments/traffic/share.ts';
import { decisionOf } from './decision.ts';
import { plainOf } from './groups.ts';

/** The share that is asked for, and how far a ratio may be from it: 0.24 to 0.26 is a quarter to everyone. */
export const WANTED = 0.25;
export const LEAST = 0.24;
export const MOST = 0.26;

/** What was read of the share that storefront keeps. */
export type ShareReading = { kept: number; of: number; isRight: boolean } & (
  | { by: 'ids'; above: number; below: number }
  | { by: 'count'; bounds: JudgedShare }
);

/**
 * Reads the share from the plain checkouts. Where every id that was kept lies below every one that was dropped, the ratio
 * lies between them, and a ratio that is right can never be called wrong. Otherwise something else decided, and the number
 * of kept ones is held against the binomial distribution.
 */
export function readShare(seen: Pick<Traffic, 'requests'>): ShareReading {
  const decided = plainOf(seen)
    .filter(({ probe }) => probe.traceId !== '')
    .map((request) => ({
      traceId: request.probe.traceId,
      kept: decisionOf(request, 'storefront') === true,
    }));
  const [kept, of] = [decided.filter((one) => one.kept).length, decided.length];
  const between = ratioBetween(decided);
  if (between)
    return { kept, of, by: 'ids', ...between, isRight: between.above <= MOST && between.below >= LEAST };
  const bounds = judgeShare({ kept, of }, WANTED);
  return { kept, of, by: 'count', bounds, isRight: bounds.verdict === 'right' };
}

/** How the share was read, for a verdict. */
export function sayReading(reading: ShareReading): string {
  if (reading.by === 'ids') {
    const [above, below] = [reading.above, reading.below].map((one) => one.toFixed(4));
    return `A ratio decided by the trace ids, and it lies between ${above} and ${below}.`;
  }
  const { least, most } = reading.bounds;
  return `Something other than a ratio of the trace ids decided, so they were counted: of ${reading.of}, ${least} to ${most} can be a quarter.`;
}
