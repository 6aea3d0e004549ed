import { notSettled } from '#grading/bench-faults/not-settled.ts';
import type { Judgement } from '#grading/judgement.ts';
import type { OwnTrace } from './seen.ts';

/** What is said of a trace that is not all there yet: try again. Undefined where it is, so that a judge may decide. */
export function stillGrowing({ traceId, growing }: OwnTrace): Judgement<'not-settled'> | undefined {
  if (!growing) return undefined;
  return notSettled(traceId, 'Spans of this trace still came in when the check ended.');
}
