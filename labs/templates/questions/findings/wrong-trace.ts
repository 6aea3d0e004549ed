import { diagnosis } from '#grading/diagnosis.ts';
import { traceFact } from '#grading/evidence.ts';
import type { OwnTraces } from '#grading/experiments/own-traces/seen.ts';
import { answeredTrace } from './answered.ts';

/** The trace of a request, and not of the one that the step asks for. */
export const wrongTrace = diagnosis(['wrong-trace'], (seen: OwnTraces) => {
  const trace = answeredTrace(seen);
  if (!trace) return undefined;
  const { traceId, spans } = trace;
  const urls = spans.map(({ attributes }) => String(attributes['url.path'] ?? attributes['url.full'] ?? ''));
  if (urls.some((url) => url.includes('b-900'))) return undefined;
  const asked = urls.find((url) => url.includes('/books/'));
  const note = asked ? `It asks for ${asked}.` : 'It asks for no book.';
  return {
    status: 'fail',
    finding: 'wrong-trace',
    values: { traceId },
    evidence: [traceFact(traceId, 'storefront', note)],
  };
});
