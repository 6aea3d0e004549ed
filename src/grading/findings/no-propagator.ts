import { diagnosis } from '../diagnosis.ts';
import { logFacts, spanFact, traceFact } from '../evidence.ts';

/** storefront does not go on with the caller's trace: its spans of this order are all elsewhere. */
export const noPropagator = diagnosis(['no-propagator'], ({ checkout }) => {
  const spans = checkout.keyed('storefront');
  const own = spans.find(({ kind }) => kind === 'server') ?? spans[0];
  if (!own || checkout.spans.some((span) => span.service === 'storefront' && checkout.inTrace(span)))
    return undefined;
  const { traceId } = checkout.probe;
  const kind = own.kind.toUpperCase();
  return {
    status: 'fail',
    finding: 'no-propagator',
    values: { traceId, ownTraceId: own.traceId, kind },
    evidence: [
      traceFact(traceId, 'storefront', 'The request named this trace; it holds no span of storefront.'),
      spanFact(own, `storefront’s ${kind} span of the same order is in another trace.`),
      ...logFacts(checkout.logs),
    ],
  };
});
