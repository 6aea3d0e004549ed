import { logFacts, traceFact } from '#grading/evidence.ts';
import type { ProbeModel } from '#grading/experiments/checkout/model/checkout-model.ts';
import type { Judgement } from '#grading/judgement.ts';

/** Where a service was called: the trace its part is in, and how that part hangs there, in words that end a sentence. */
interface CalledApart {
  service: string;
  ownTraceId: string;
  how: string;
}

/** Says that storefront called a service outside the trace of the request, with the facts that show it. */
export function outsideItsTrace(
  { probe, logs }: ProbeModel,
  apart: CalledApart,
  facts: Judgement['evidence'],
): Judgement<'client-root'> {
  const { traceId } = probe;
  return {
    status: 'fail',
    finding: 'client-root',
    values: { ...apart, traceId },
    evidence: [
      ...facts,
      traceFact(traceId, 'storefront', 'The request to storefront is in this trace.'),
      ...logFacts(logs),
    ],
  };
}
