import { diagnosis } from '#grading/diagnosis.ts';
import { spanFact } from '#grading/evidence.ts';
import { attachmentOf } from '#grading/experiments/checkout/model/attachment.ts';
import { outsideItsTrace } from '#grading/findings/outside-its-trace.ts';

/**
 * orders is in another trace, but began none: the request to it named a parent that is no span of this checkout.
 * Where a step asks for a trace that begins at orders, that is a context of storefront's own making too.
 */
export const foreignContext = diagnosis(['client-root'], ({ checkout }) => {
  const server = checkout
    .keyed('orders', 'server')
    .find((span) => attachmentOf(checkout, span) === 'wrong-parent' && !checkout.inTrace(span));
  if (!server) return undefined;
  const how = `parent ${server.parentSpanId}, which is no span of this checkout, in trace ${server.traceId}`;
  return outsideItsTrace(checkout, { service: 'orders', ownTraceId: server.traceId, how }, [
    spanFact(server, `orders’ SERVER span is no root: it names ${server.parentSpanId} as its parent.`),
  ]);
});
