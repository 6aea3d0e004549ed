import { diagnosis } from '#grading/diagnosis.ts';
import { traceFact } from '#grading/evidence.ts';
import type { OwnTraces } from '#grading/experiments/own-traces/seen.ts';
import { answeredTrace, answerTo, ownTimes } from './answered.ts';

/** Another service than the one that spent most of the time itself, computed from the learner's own trace. */
export const wrongService = diagnosis(['wrong-service'], (seen: OwnTraces) => {
  const trace = answeredTrace(seen);
  if (!trace) return undefined;
  const { first, own } = ownTimes(trace);
  const service = answerTo(seen, 'service');
  const most = Math.max(...own.values());
  const spent = own.get(service) ?? 0;
  if (spent === most) return undefined;
  const { traceId } = trace;
  return {
    status: 'fail',
    finding: 'wrong-service',
    values: { traceId, service, own: spent.toFixed(0), whole: first.duration.toFixed(0) },
    evidence: [
      traceFact(traceId, service, `Its own spans took ${spent.toFixed(0)} ms without what they waited for.`),
    ],
  };
});
