import { checkout } from '#grading/experiments/checkout/checkout.ts';
import type { Observation } from '#grading/experiments/checkout/probes/probe-result.ts';
import { judgeSeen } from '#grading/grade.ts';
import type { Judge } from '#grading/judge.ts';
import type { Judgement } from '#grading/judgement.ts';

/** What a step says of the checkouts of a healthy bench. */
export function judgeObservation(observation: Observation, judge: Judge<Observation>): Judgement {
  return judgeSeen(checkout(), judge, observation);
}
