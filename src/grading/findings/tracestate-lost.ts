import { diagnosis } from '../diagnosis.ts';
import { spanFact } from '../evidence.ts';
import { entryOf, HOPS } from '../experiments/checkout/model/hops.ts';

/** A service is in the request's trace, and the tracestate that the request came with did not reach it. */
export const tracestateLost = diagnosis(['tracestate-lost'], ({ checkout }) => {
  const { tracestate } = checkout.probe;
  if (!tracestate) return undefined;
  for (const { from, to } of HOPS) {
    const caller = checkout.spans.find((span) => span.service === from && checkout.inTrace(span));
    const called = entryOf(checkout, to);
    if (caller?.traceState !== tracestate || !called || !checkout.inTrace(called)) continue;
    if (called.traceState === tracestate) continue;
    return {
      status: 'fail',
      finding: 'tracestate-lost',
      values: {
        ...{ caller: from, service: to, tracestate, traceId: called.traceId },
        received: called.traceState ?? 'none',
      },
      evidence: [
        spanFact(caller, `It has tracestate ${tracestate}.`),
        spanFact(
          called,
          `It has ${called.traceState ? `tracestate ${called.traceState}` : 'no tracestate'}.`,
        ),
      ],
    };
  }
  return undefined;
});
