import { diagnosis } from '../diagnosis.ts';
import { logFacts, spanFact } from '../evidence.ts';
import { entryOf, HOPS, isLinked } from '../experiments/checkout/model/hops.ts';
import { genitive } from '../genitive.ts';

/** A service began a trace of its own in the middle of the checkout, and no link ties it to its caller. */
export const splitTrace = diagnosis(['split-trace'], ({ checkout }) => {
  for (const { from, to } of HOPS) {
    const caller = entryOf(checkout, from);
    const called = entryOf(checkout, to);
    if (!caller || !called || caller.traceId === called.traceId) continue;
    if (isLinked(checkout, called)) continue;
    return {
      status: 'fail',
      finding: 'split-trace',
      values: {
        ...{ hop: `${from} → ${to}`, service: to },
        ...{ traceId: caller.traceId, ownTraceId: called.traceId },
      },
      evidence: [
        spanFact(called, `${genitive(to)} ${called.kind.toUpperCase()} span is in another trace.`),
        spanFact(caller, `${genitive(from)} ${caller.kind.toUpperCase()} span of the same checkout.`),
        ...logFacts(checkout.logs),
      ],
    };
  }
  return undefined;
});
