import { spanFact } from '#grading/evidence.ts';
import type { OwnTraces } from '#grading/experiments/own-traces/seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { answeredTrace, answerTo, ownTimes } from './answered.ts';

/** The right trace, and the service that worked in it. */
export function passed(seen: OwnTraces): Judgement<'pass'> {
  const trace = answeredTrace(seen)!;
  const { first, own } = ownTimes(trace);
  const service = answerTo(seen, 'service');
  const spent = (own.get(service) ?? 0).toFixed(0);
  const [longest] = trace.spans
    .filter((span) => span.service === service)
    .toSorted((a, b) => b.duration - a.duration);
  return {
    status: 'pass',
    finding: 'pass',
    values: { traceId: trace.traceId, service, own: spent, whole: first.duration.toFixed(0) },
    evidence: longest ? [spanFact(longest, 'Its longest span.')] : [],
  };
}
