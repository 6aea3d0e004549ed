import { diagnosis } from '../diagnosis.ts';
import { logFacts, spanFact, traceFact } from '../evidence.ts';
import { attachmentOf } from '../experiments/checkout/model/attachment.ts';

/** storefront calls orders in a context of its own making, so that a trace begins in the middle of the checkout. */
export const clientRoot = diagnosis(['client-root'], ({ checkout }) => {
  const server = checkout
    .keyed('orders', 'server')
    .find((span) => attachmentOf(checkout, span) === 'own-context');
  if (!server) return undefined;
  const parent = checkout.tree.parentOf(server)!;
  const { traceId } = checkout.probe;
  const how = `a ${parent.kind.toUpperCase()} span of storefront in trace ${parent.traceId}`;
  return {
    status: 'fail',
    finding: 'client-root',
    values: { traceId, ownTraceId: server.traceId, how },
    evidence: [
      spanFact(parent, 'A span of storefront outside the trace of the request it belongs to.'),
      spanFact(server, 'orders’ SERVER span hangs under it.'),
      traceFact(traceId, 'storefront', 'The request to storefront is in this trace.'),
      ...logFacts(checkout.logs),
    ],
  };
});
