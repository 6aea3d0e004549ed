import { benchLost } from '#grading/bench-faults/bench-lost.ts';
import { notSettled } from '#grading/bench-faults/not-settled.ts';
import { checkoutFails } from '#grading/findings/checkout-fails.ts';
import type { Judgement } from '#grading/judgement.ts';
import type { Observation } from './probes/probe-result.ts';
import { hasOwnSpan } from './settle/complete.ts';

/**
 * Why an attempt cannot be judged: a checkout was refused, the bench lost what was sent, or the evidence did not
 * settle. Undefined where the step's judge may decide.
 */
export function checkoutTrouble(observation: Observation): Judgement | undefined {
  const { checkouts, orders, catalog, books = [], settled, searchProblem, unread, unreached } = observation;
  const failed = checkouts.map(checkoutFails).find((found) => found !== undefined);
  if (failed) return failed;
  const ownStored = [...checkouts, orders, catalog, ...books].every(hasOwnSpan);
  const lost = benchLost({ ownStored, unread, searchProblem, unreached });
  if (lost) return lost;
  if (settled) return undefined;
  return notSettled(checkouts[0]!.probe.traceId, 'Spans still came in at the deadline.');
}
