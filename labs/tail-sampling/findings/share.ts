import type { Traffic, TrafficResult } from '#grading/experiments/traffic/seen.ts';
import { judgeShare } from '#grading/experiments/traffic/share.ts';
import { shareBounds } from '#grading/statistics.ts';
import { isStored } from './facts.ts';
import { freeOf, moreOf, ordinaryOf, pacedOf, STRATA } from './groups.ts';
import { quick } from './in-time.ts';
import { PROCESSOR_NUMBERS, samplerHash } from './sampler-hash.ts';

/** The share of the rest that is asked for, and how many of the strata a share may keep that is meant to be it. */
const WANTED = 0.05;
const LEAST = 9;
const MOST = 11;
/** The same as ratios, for numbers that the ids are not spread over: half a point to either side is meant to be a twentieth. */
const [LEAST_RATIO, MOST_RATIO] = [0.045, 0.055];
/** A twentieth keeps more of twelve in 1.1 of a hundred thousand checks. */
export const MOST_PACED = 5;
/** The chance that a twentieth of the checkouts without a traceparent looks like more, on either side. */
export const FREE_CHANCE = 2e-6;

/** What was read of the share of ordinary checkouts that is kept. */
export interface ShareReading {
  verdict: 'right' | 'too-few' | 'too-many';
  kept: number;
  of: number;
  /** `ids`: the sampler decided by the number that is known of each id. `count`: something else did. */
  by: 'ids' | 'count';
  /** How it was read, for a verdict. */
  said: string;
}

/**
 * Reads the share. Where every stratum that is kept lies below every one that is dropped, the ratio lies between them, and
 * a twentieth can never be called wrong; nor can it where the numbers of `probabilistic_sampler` tell the same. Otherwise
 * something else decided, and what is kept is counted.
 */
export function readShare(seen: Traffic): ShareReading {
  const strata = quick(ordinaryOf(seen));
  const places = (wanted: boolean) =>
    strata
      .filter((one) => isStored(one) === wanted)
      .map(({ probe }) => Math.floor(samplerHash(probe.traceId) * STRATA));
  const highest = Math.max(-1, ...places(true));
  const lowest = Math.min(STRATA, ...places(false));
  if (highest < lowest) return byIds(seen, strata, { highest, lowest });
  return byProcessor(seen) ?? byCount(seen, strata);
}

/** Where `probabilistic_sampler` decided, in a pipeline beside that of the tail sampler: the ratio lies between its numbers. */
function byProcessor(seen: Traffic): ShareReading | undefined {
  const all = quick([...ordinaryOf(seen), ...freeOf(seen), ...moreOf(seen)]);
  for (const number of PROCESSOR_NUMBERS) {
    const numbers = (wanted: boolean) =>
      all.filter((one) => isStored(one) === wanted).map(({ probe }) => number(probe.traceId));
    const [above, below] = [Math.max(0, ...numbers(true)), Math.min(1, ...numbers(false))];
    if (above >= below) continue;
    const verdict = above > MOST_RATIO ? 'too-many' : below < LEAST_RATIO ? 'too-few' : 'right';
    const percent = (ratio: number) => `${Math.round(ratio * 1000) / 10} %`;
    const said = `A ratio decided by the trace ids, and it lies between ${percent(above)} and ${percent(below)}.`;
    return { verdict, ...countOf(all), by: 'ids', said };
  }
  return undefined;
}

function byIds(
  seen: Traffic,
  strata: readonly TrafficResult[],
  { highest, lowest }: { highest: number; lowest: number },
): ShareReading {
  const percent = (place: number) => `${(100 * place) / STRATA} %`;
  const ratio = `A ratio decided by the trace ids, and it lies between ${percent(highest < 0 ? 0 : highest)} and ${percent(Math.min(STRATA, lowest + 1))}.`;
  const said = [ratio, leftOut(ordinaryOf(seen).length - strata.length)].filter(Boolean).join(' ');
  const ofIds = { ...countOf(strata), by: 'ids' as const, said };
  if (lowest < LEAST) return { verdict: 'too-few', ...ofIds };
  if (highest >= MOST) return { verdict: 'too-many', ...ofIds };
  const free = countOf(quick(freeOf(seen)));
  const { most } = shareBounds(free.of, WANTED, FREE_CHANCE);
  if (free.kept <= most) return { verdict: 'right', ...ofIds };
  const more = `Of the checkouts without a traceparent a twentieth keeps ${most} at the most.`;
  return { verdict: 'too-many', ...free, by: 'ids', said: more };
}

function leftOut(slow: number): string | undefined {
  if (slow === 0) return undefined;
  return slow === 1
    ? 'One more ordinary checkout was slow or failed and does not count.'
    : `${slow} more ordinary checkouts were slow or failed and do not count.`;
}

function byCount(seen: Traffic, strata: readonly TrafficResult[]): ShareReading {
  const all = countOf([...strata, ...quick(freeOf(seen)), ...quick(moreOf(seen))]);
  const { verdict, least, most } = judgeShare(all, WANTED);
  const said = `Something other than a ratio of the trace ids decided, so they were counted: of ${all.of}, ${least} to ${most} can be a twentieth.`;
  const paced = countOf(quick(pacedOf(seen)));
  if (verdict !== 'right' || paced.kept <= MOST_PACED) return { verdict, ...all, by: 'count', said };
  const slowly = `Of these ${paced.of}, which came two a second, a twentieth keeps ${MOST_PACED} at the most; of ${all.of} that came fast, ${all.kept} were kept.`;
  return { verdict: 'too-many', ...paced, by: 'count', said: slowly };
}

function countOf(requests: readonly TrafficResult[]): { kept: number; of: number } {
  return { kept: requests.filter(isStored).length, of: requests.length };
}
