import { diagnosis } from '#grading/diagnosis.ts';
import type { Traffic, TrafficResult } from '#grading/experiments/traffic/seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { isStored, rowFacts } from './facts.ts';
import {
  barelyQuickOf,
  barelySlowOf,
  declinedOf,
  freeOf,
  lateOf,
  moreOf,
  ordinaryOf,
  pacedOf,
  slowInsertOf,
  slowOf,
  unansweredOf,
  unknownOf,
} from './groups.ts';

/** Milliseconds from a request to its last log line. An ordinary checkout takes 20, one that takes 500 is slow to a policy. */
const QUICK = 400;
/** A sampler decides a second after the first span at the earliest, and a span is on its way to it for 200 and a little. */
const BEFORE_DECISION = 600;
/** A checkout of b-910 takes 820 by itself. */
const SLOW_INSERT = 900;
/**
 * What is slow by its look-up takes 560. More than the first was logged of it, and up to the second it was over before a sampler
 * decided, and is no longer than 700 for a policy that begins there.
 */
const [SLOW, BARELY] = [500, 680];
/** A last span ends a few ms after the last line: with this a trace is not slow to a policy that begins at 500. */
const BARELY_QUICK = 485;
/** The bank takes 3 s; the export takes another moment, and a wait of four seconds is right. */
const LATE = 3600;
/** Of a hundred ordinary checkouts so many may be set aside, because the machine was too slow for them. */
const ASIDE = 0.1;

/** Requests that took no longer than they should: what a busy machine slowed down says nothing of a policy. */
function inTime(requests: readonly TrafficResult[], within: number): TrafficResult[] {
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
  unanswered: (seen: Traffic) => inTime(unansweredOf(seen), BEFORE_DECISION),
  // Its first span ends after 0.8 s, so that no wait is too short for it.
  slow: slowOf,
  late: (seen: Traffic) => inTime(lateOf(seen), LATE),
};

/**
 * Whether checkouts of b-910 are kept. With a wait of a second the last span of one may come after a decision that was
 * taken soon, and oftener so on a busy machine. Of one that is stored the policy is known.
 */
export function slowInserts(seen: Traffic): 'kept' | 'lost' | 'unknown' {
  const all = slowInsertOf(seen);
  if (all.some(isStored)) return 'kept';
  return inTime(all, SLOW_INSERT).length > 1 ? 'lost' : 'unknown';
}

/** Traces that are slow by a look-up after the checkout, and by no more. */
export function barelySlow(seen: Traffic): TrafficResult[] {
  return inTime(barelySlowOf(seen), BARELY).filter(({ lastLine = 0 }) => lastLine > SLOW);
}

/** Whether they are kept. One may be lost because its last span came late; and where all are stored, no time matters. */
export function barelySlowAre(seen: Traffic): 'kept' | 'lost' | 'unknown' {
  if (barelySlowOf(seen).every(isStored)) return 'kept';
  const known = barelySlow(seen);
  const stored = known.filter(isStored).length;
  const lost = known.length - stored;
  if (known.length < 2) return 'unknown';
  return lost > 1 && lost > stored ? 'lost' : 'kept';
}

/** Of fewer nothing can be told: chance keeps some. */
export const LEAST_BARELY_QUICK = 4;

/** Traces with a look-up after the checkout that were over in less than half a second. Of one that is not stored that does not matter. */
export function barelyQuick(seen: Traffic): TrafficResult[] {
  const all = barelyQuickOf(seen);
  return [...inTime(all.filter(isStored), BARELY_QUICK), ...all.filter((one) => !isStored(one))];
}

/** The machine was so busy that checkouts looked slow which are not, or were not over when the sampler decided. */
export function machineTooSlow({ late }: { late: boolean }) {
  return diagnosis(['machine-too-slow'], (seen: Traffic) => {
    const ordinary = [ordinaryOf, freeOf, moreOf, pacedOf].flatMap((of) => of(seen));
    const aside = ordinary.length - quick(ordinary).length;
    const kinds = [mustKeep.declined, mustKeep.unknown, ...(late ? [mustKeep.late] : [])];
    const isKnown = kinds.every((of) => of(seen).length > 0) && slowInserts(seen) !== 'unknown';
    const isQuick = aside <= ordinary.length * ASIDE;
    if (isQuick && isKnown) return undefined;
    const why = isQuick
      ? 'Of one kind of failed or slow checkouts too few were over before a sampler may decide'
      : `${aside} of ${ordinary.length} ordinary checkouts took longer than ${QUICK} ms`;
    return tooSlow(
      why,
      ordinary.filter((one) => !quick([one]).length),
    );
  });
}

/** Nothing is wrong with what is known, and of the traces that tell half a second from more and from less too few were in time. */
export const latencyUnknown = diagnosis(['machine-too-slow'], (seen: Traffic) => {
  if (barelySlowAre(seen) !== 'unknown' && barelyQuick(seen).length >= LEAST_BARELY_QUICK) return undefined;
  const why = 'Of the traces that take a little less or more than half a second too few did so';
  return tooSlow(why, [...barelySlowOf(seen), ...barelyQuickOf(seen)]);
});

function tooSlow(why: string, requests: readonly TrafficResult[]): Judgement<'machine-too-slow'> {
  return {
    ...{ status: 'inconclusive', finding: 'machine-too-slow' },
    values: { why },
    evidence: rowFacts(requests),
  };
}
