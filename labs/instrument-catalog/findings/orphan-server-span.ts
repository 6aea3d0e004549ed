import { diagnosis } from '#grading/diagnosis.ts';
import { spanFact, traceFact } from '#grading/evidence.ts';
import { isOthers } from './whose-span.ts';

/** The caller said that it does not record, and catalog recorded in the caller's trace all the same: below a span that does not exist. */
export const orphanServerSpan = diagnosis(['orphan-server-span'], (model) => {
  const { unsampled } = model;
  if (!unsampled) return undefined;
  const spans = unsampled.spans.filter((span) => unsampled.inTrace(span) && !isOthers(model, span));
  const [first] = spans;
  if (!first) return undefined;
  return {
    status: 'fail',
    finding: 'orphan-server-span',
    values: {
      ...{ traceId: first.traceId, parentId: first.parentSpanId ?? 'none' },
      count: spans.length === 1 ? 'one span' : `${spans.length} spans`,
    },
    evidence: [
      spanFact(
        first,
        `Its parent ${first.parentSpanId ?? ''} was never recorded: the request came with flag 00.`,
      ),
      traceFact(first.traceId, 'storefront', 'storefront recorded nothing in this trace, as the flag asks.'),
    ],
  };
});
