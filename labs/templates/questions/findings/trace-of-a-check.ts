import { diagnosis } from '#grading/diagnosis.ts';
import { traceFact } from '#grading/evidence.ts';
import type { OwnTraces } from '#grading/experiments/own-traces/seen.ts';
import { answeredTrace } from './answered.ts';

/** A check left that trace: it is found in Tempo like any other. */
export const traceOfACheck = diagnosis(['trace-of-a-check'], (seen: OwnTraces) => {
  const trace = answeredTrace(seen);
  if (!trace?.byCheck) return undefined;
  const { traceId } = trace;
  return {
    status: 'fail',
    finding: 'trace-of-a-check',
    values: { traceId },
    evidence: [traceFact(traceId, 'spanwise', 'A check chose this id.')],
  };
});
