import { diagnosis } from '#grading/diagnosis.ts';
import { logFacts, spanFact } from '#grading/evidence.ts';

/** storefront took the request up, but not the caller's trace: it began one of its own, with or without a link. */
export const noPropagator = diagnosis(['no-propagator', 'caller-only-linked'], ({ checkout }) => {
  if (checkout.spans.some((span) => span.service === 'storefront' && checkout.inTrace(span)))
    return undefined;
  const [own] = checkout.keyed('storefront', 'server');
  if (!own) return undefined;
  const { traceId, spanId } = checkout.probe;
  const linked = own.links.some((link) => link.traceId === traceId && link.spanId === spanId);
  return {
    status: 'fail',
    finding: linked ? 'caller-only-linked' : 'no-propagator',
    values: { traceId, ownTraceId: own.traceId, kind: 'SERVER' },
    evidence: [
      {
        kind: 'span' as const,
        traceId,
        service: 'storefront',
        note: 'The request named this trace; it holds no span of storefront.',
      },
      spanFact(
        own,
        `storefront’s SERVER span of the same order is in another trace${linked ? ', with a link to the caller' : ', without a link'}.`,
      ),
      ...logFacts(checkout.logs),
    ],
  };
});
