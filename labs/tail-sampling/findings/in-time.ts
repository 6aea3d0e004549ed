import { diagnosis } from '#grading/diagnosis.ts';
import type { Traffic, TrafficResult } from '#grading/experiments/traffic/seen.ts';
import { rowFacts } from './facts.ts';
import {
  declinedOf,
  freeOf,
  lateOf,
  moreOf,
  ordinaryOf,
  pacedOf,
  slowInsertOf,
  slowOf,
  unknownOf,
} from './groups.ts';

/** Milliseconds from a request to its last log line. An ordinary checkout takes 20, one that takes 500 is slow to a policy. */
const QUICK = 400;
/** A sampler decides a second after the first span at the earliest, and a span is on its way to it for 200 and a little. */
const BEFORE_DECISION = 600;
/** A checkout of b-910 takes 820 by itself. */
const SLOW_INSERT = 900;
/** The bank takes 3 s; the export takes another moment, and a wait of four seconds is right. */
const LATE = 3600;
/** Of a hundred ordinary checkouts so many may be set aside, because the machine was too slow for them. */
const ASIDE = 0.1;

/** Requests that took no longer than they should: what a busy machine slowed down says nothing of a policy. */
export function inTime(requests: readonly TrafficResult[], within: number): TrafficResult[] {
  return requests.filter(({ lastLine }) => lastLine !== undefined && lastLine <= within);
}

/** Ordinary checkouts that were accepted as quickly as they should. */
export function quick(requests: readonly TrafficResult[]): TrafficResult[] {
  return inTime(requests, QUICK).filter(({ answer }) => answer.status === 201);
}

/** Requests with an error or a slow step, by kind, that were over before a sampler decided. */
export const mustKeep = {
  declined: (seen: Traffic) => inTime(declinedOf(seen), BEFORE_DECISION),
  unknown: (seen: Traffic) => inTime(unknownOf(seen), BEFORE_DECISION),
  // Its first span ends after 0.8 s, so that no wait is too short for it.
  slow: slowOf,
  slowInsert: (seen: Traffic) => inTime(slowInsertOf(seen), SLOW_INSERT),
  late: (seen: Traffic) => inTime(lateOf(seen), LATE),
};

/** The machine was so busy that checkouts looked slow which are not, or were not over when the sampler decided. */
export function machineTooSlow({ late }: { late: boolean }) {
  return diagnosis(['machine-too-slow'], (seen: Traffic) => {
    const ordinary = [ordinaryOf, freeOf, moreOf, pacedOf].flatMap((of) => of(seen));
    const aside = ordinary.length - quick(ordinary).length;
    const kinds = [
      mustKeep.declined,
      mustKeep.unknown,
      mustKeep.slowInsert,
      ...(late ? [mustKeep.late] : []),
    ];
    if (aside <= ordinary.length * ASIDE && kinds.every((of) => of(seen).length > 0)) return undefined;
    return {
      ...{ status: 'inconclusive', finding: 'machine-too-slow' },
      values: { aside: String(aside), of: String(ordinary.length) },
      evidence: rowFacts(ordinary.filter((one) => !quick([one]).length)),
    };
  });
}
