import { diagnosis } from '#grading/diagnosis.ts';
import { traceFact } from '#grading/evidence.ts';
import type { OwnTraces } from '#grading/experiments/own-traces/seen.ts';
import { answeredTrace, typed } from './answered.ts';

/** The answer is no id of a trace that is stored. */
export const traceNotFound = diagnosis(['trace-not-found'], (seen: OwnTraces) => {
  if (answeredTrace(seen)) return undefined;
  const traceId = typed(seen, 'trace');
  const named = seen.traces.filter(({ answered }) => answered);
  return {
    status: 'fail',
    finding: 'trace-not-found',
    values: { traceId },
    evidence: named.map((trace) => traceFact(trace.traceId, 'tempo', 'Tempo holds no span of it.')),
  };
});
