import { diagnosis } from '#grading/diagnosis.ts';
import { logFacts, spanFact, traceFact } from '#grading/evidence.ts';
import { attachmentOf } from '#grading/experiments/checkout/model/attachment.ts';

/**
 * orders is in another trace, but began none: the request to it named a parent that is no span of this checkout.
 * Where a step asks for a trace that begins at orders, that is a context of storefront's own making too.
 */
export const foreignContext = diagnosis(['client-root'], ({ checkout }) => {
  const server = checkout
    .keyed('orders', 'server')
    .find((span) => attachmentOf(checkout, span) === 'wrong-parent' && !checkout.inTrace(span));
  if (!server) return undefined;
  const { traceId } = checkout.probe;
  const how = `parent ${server.parentSpanId}, which is no span of this checkout, in trace ${server.traceId}`;
  return {
    status: 'fail',
    finding: 'client-root',
    values: { service: 'orders', traceId, ownTraceId: server.traceId, how },
    evidence: [
      spanFact(server, `orders’ SERVER span is no root: it names ${server.parentSpanId} as its parent.`),
      traceFact(traceId, 'storefront', 'The request to storefront is in this trace.'),
      ...logFacts(checkout.logs),
    ],
  };
});
