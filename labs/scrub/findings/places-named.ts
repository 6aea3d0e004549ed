import { diagnosis } from '#grading/diagnosis.ts';
import type { Secret } from '#grading/experiments/leaks/scan/form-in.ts';
import type { LeaksSeen } from '#grading/experiments/leaks/seen.ts';
import { checkoutFact } from './facts.ts';
import { namedIn, placesOf } from './named-places.ts';
import { WHAT } from './words.ts';

const SECRETS: readonly Secret[] = ['email', 'card'];

/** A place is not named. Says how many, never which. */
export const placeMissed = diagnosis(['place-missed'], (seen: LeaksSeen) => {
  for (const secret of SECRETS) {
    const { places, named } = answered(seen, secret);
    const right = places.filter((place) => named.includes(place));
    const missed = places.length - right.length;
    if (missed === 0) continue;
    return {
      ...{ status: 'fail', finding: 'place-missed' },
      values: {
        ...{ missed: String(missed), of: String(places.length), named: String(right.length) },
        what: WHAT[secret],
      },
      // The trace that has most of it, without a word on where.
      evidence: [checkoutFact('tempo', seen.probes[0]!)],
    };
  }
  return undefined;
});

/** A place is named that does not hold the value. */
export const notALeak = diagnosis(['not-a-leak'], (seen: LeaksSeen) => {
  for (const secret of SECRETS) {
    const { places, named } = answered(seen, secret);
    const wrong = named.find((place) => !places.includes(place));
    if (wrong === undefined) continue;
    return {
      ...{ status: 'fail', finding: 'not-a-leak' },
      values: { named: wrong, what: WHAT[secret] },
      evidence: [checkoutFact('tempo', seen.probes[0]!)],
    };
  }
  return undefined;
});

function answered(seen: LeaksSeen, secret: Secret): { places: string[]; named: string[] } {
  return { places: placesOf(seen, secret), named: namedIn(seen.answers[secret] ?? '', seen) };
}
