import type { Traffic, TrafficResult } from '#grading/experiments/traffic/seen.ts';
import { type JudgedShare, judgeShare, ratioBetween } from '#grading/experiments/traffic/share.ts';
import { decisionOf } from './decision.ts';
import { pacedOf, plainOf } from './groups.ts';

/** The share that is asked for, and how far a ratio may be from it: 0.24 to 0.26 is a quarter to everyone. */
export const WANTED = 0.25;
export const LEAST = 0.24;
export const MOST = 0.26;
/** A quarter keeps more of twelve in 3.8 of a hundred thousand checks. */
export const MOST_PACED = 9;

/** What was read of the share that storefront keeps. */
export type ShareReading = { kept: number; of: number; isRight: boolean } & (
  | { by: 'ids'; above: number; below: number }
  | { by: 'count'; bounds: JudgedShare }
  /** Of those that came slowly too many were kept; how many of the fast ones were. */
  | { by: 'pace'; fast: { kept: number; of: number } }
);

/**
 * Reads the share from the plain checkouts. Where every id that was kept lies below every one that was dropped, the ratio
 * lies between them, and a ratio that is right can never be called wrong. Otherwise something else decided, and the number
 * of kept ones is held against the binomial distribution.
 */
export function readShare(seen: Pick<Traffic, 'requests'>): ShareReading {
  const decided = decisionsAbout(plainOf(seen));
  const { kept, of } = countOf(decided);
  const between = ratioBetween(decided);
  if (between)
    return { kept, of, by: 'ids', ...between, isRight: between.above <= MOST && between.below >= LEAST };
  const bounds = judgeShare({ kept, of }, WANTED);
  const paced = countOf(decisionsAbout(pacedOf(seen)));
  if (bounds.verdict === 'right' && paced.kept > MOST_PACED)
    return { ...paced, by: 'pace', fast: { kept, of }, isRight: false };
  return { kept, of, by: 'count', bounds, isRight: bounds.verdict === 'right' };
}

/** Whether more requests are needed: what was sent looks right, and a limit by the second would look so too. */
export function needsMore(seen: Pick<Traffic, 'requests'>): boolean {
  const { by, isRight } = readShare(seen);
  return by === 'count' && isRight;
}

function decisionsAbout(requests: readonly TrafficResult[]): { traceId: string; kept: boolean }[] {
  return requests
    .filter(({ probe }) => probe.traceId !== '')
    .map((request) => ({
      traceId: request.probe.traceId,
      kept: decisionOf(request, 'storefront') === true,
    }));
}

function countOf(decided: readonly { kept: boolean }[]): { kept: number; of: number } {
  return { kept: decided.filter((one) => one.kept).length, of: decided.length };
}

/** How the share was read, for a verdict. */
export function sayReading(reading: ShareReading): string {
  if (reading.by === 'ids') {
    const [above, below] = [reading.above, reading.below].map((one) => one.toFixed(4));
    return `A ratio decided by the trace ids, and it lies between ${above} and ${below}.`;
  }
  if (reading.by === 'pace') {
    const { kept, of } = reading.fast;
    return `These came two a second, and of ${reading.of} a quarter keeps ${MOST_PACED} at the most; of ${of} that came fast, ${kept} were kept.`;
  }
  const { least, most } = reading.bounds;
  return `Something other than a ratio of the trace ids decided, so they were counted: of ${reading.of}, ${least} to ${most} can be a quarter.`;
}
