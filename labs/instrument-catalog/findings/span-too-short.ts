import { diagnosis } from '#grading/diagnosis.ts';
import { spanFact } from '#grading/evidence.ts';
import { SLOW_BOOK, slowRequest } from './slow-request.ts';

/** No span of catalog lasts as long as the look-up of the slow book: it was ended before, or began after. */
export const spanTooShort = diagnosis(['span-too-short'], (model) => {
  const slow = slowRequest(model);
  const longest = slow?.spans.toSorted((a, b) => b.duration - a.duration)[0];
  if (!slow || !longest || slow.isCoveredBy(longest)) return undefined;
  return {
    status: 'fail',
    finding: 'span-too-short',
    values: {
      ...{ book: SLOW_BOOK, traceId: longest.traceId, name: longest.name },
      length: longest.duration.toFixed(1),
      wait: slow.wait.toFixed(0),
    },
    evidence: [spanFact(longest, 'The longest span of catalog for this request.')],
  };
});
