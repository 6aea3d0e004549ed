import { brokenBench } from '#grading/bench-faults/broken-bench.ts';
import { notSettled } from '#grading/bench-faults/not-settled.ts';
import { stageOf } from '#grading/bench-faults/stages.ts';
import { checkoutFails } from '#grading/findings/checkout-fails.ts';
import type { Judgement } from '#grading/judgement.ts';
import type { Observation } from './probes/probe-result.ts';
import { hasOwnSpan } from './settle/complete.ts';

/**
 * Why an attempt cannot be judged: a checkout was refused, the bench lost what was sent, or the evidence did not
 * settle. Undefined where the step's judge may decide.
 */
export function checkoutTrouble(observation: Observation): Judgement | undefined {
  const { checkouts, orders, catalog, books = [], settled, searchProblem, unreached } = observation;
  const failed = checkouts.map(checkoutFails).find((found) => found !== undefined);
  if (failed) return failed;
  if (![...checkouts, orders, catalog, ...books].every(hasOwnSpan)) {
    const reason =
      'a span that Spanwise sent at the start of this check was not found, though one sent at the end was';
    return brokenBench('tempo', reason, stageOf('tempo', 'stores spans'));
  }
  if (searchProblem) return brokenBench('tempo', searchProblem, stageOf('search', 'finds what is stored'));
  if (unreached) {
    const reason = `${unreached.service} could not reach the Collector, and its spans were lost: ${unreached.error}`;
    return brokenBench('collector', reason, stageOf(unreached.service, 'its exporter sends'));
  }
  if (settled) return undefined;
  return notSettled(checkouts[0]!.probe.traceId, 'Spans still came in at the deadline.');
}
