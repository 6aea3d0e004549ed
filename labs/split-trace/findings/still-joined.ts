import { diagnosis } from '#grading/diagnosis.ts';
import { logFacts, spanFact } from '#grading/evidence.ts';

/** orders is still in the trace of the request to storefront. */
export const stillJoined = diagnosis(['still-joined'], ({ checkout }) => {
  const server = checkout.keyed('orders', 'server').find(checkout.inTrace);
  if (!server) return undefined;
  const parent = checkout.tree.parentOf(server);
  const under = parent
    ? `${parent.service}’s ${parent.kind.toUpperCase()} span`
    : `span ${server.parentSpanId}`;
  return {
    status: 'fail',
    finding: 'still-joined',
    values: { traceId: server.traceId, under },
    evidence: [
      spanFact(server, `orders’ SERVER span is in the request’s trace, under ${under}.`),
      ...(parent ? [spanFact(parent, 'Its parent.')] : []),
      ...logFacts(checkout.logs),
    ],
  };
});
