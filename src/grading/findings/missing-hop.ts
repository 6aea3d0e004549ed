import { diagnosis } from '../diagnosis.ts';
import { logFacts, spanFact } from '../evidence.ts';
import { entryOf, HOPS } from '../experiments/checkout/model/hops.ts';

/** A trace goes on behind a service that recorded nothing in it, though the service handled the request. */
export const missingHop = diagnosis(['missing-hop'], ({ checkout }) => {
  for (const { from, to } of HOPS) {
    const called = entryOf(checkout, to);
    if (!called || checkout.logsOf(from).length === 0) continue;
    const ownSpan = checkout.spans.some((span) => span.service === from && span.traceId === called.traceId);
    if (ownSpan || !checkout.inTrace(called)) continue;
    return {
      status: 'fail',
      finding: 'missing-hop',
      values: { service: from, next: to, traceId: called.traceId },
      evidence: [
        spanFact(called, `Its parent, ${called.parentSpanId ?? 'none'}, is no span of ${from}.`),
        ...logFacts(checkout.logs),
      ],
    };
  }
  return undefined;
});
