import { diagnosis } from '#grading/diagnosis.ts';
import type { OwnTraces } from '#grading/experiments/own-traces/seen.ts';
import { stillGrowing } from '#grading/experiments/own-traces/still-growing.ts';
import { answeredTrace } from './answered.ts';

/** Spans of the trace still come in: what it shows now may be changed by the next one. */
export const settled = diagnosis(['not-settled'], (seen: OwnTraces) => {
  const trace = answeredTrace(seen);
  return trace && stillGrowing(trace);
});
