import type { Span } from '#telemetry/trace/span.ts';
import { diagnosis } from '../diagnosis.ts';
import { spanFact } from '../evidence.ts';
import { attachmentOf } from '../experiments/checkout/model/attachment.ts';
import { catalogHop } from '../experiments/checkout/model/catalog-hop.ts';
import type { CheckoutModel } from '../experiments/checkout/model/checkout-model.ts';
import { outsideItsTrace } from './outside-its-trace.ts';

/** storefront calls a service in another context than that of the request, so that its part is in another trace. */
export const clientRoot = diagnosis(['client-root'], (model) => {
  const { checkout } = model;
  const server = calledApart(model);
  if (!server) return undefined;
  const parent = checkout.tree.parentOf(server)!;
  const how = `a ${parent.kind.toUpperCase()} span of storefront in trace ${parent.traceId}`;
  return outsideItsTrace(checkout, { service: server.service, ownTraceId: server.traceId, how }, [
    spanFact(parent, 'A span of storefront outside the trace of the request it belongs to.'),
    spanFact(server, `The SERVER span of ${server.service} is its child.`),
  ]);
});

function calledApart(model: CheckoutModel): Span | undefined {
  const { checkout } = model;
  const orders = checkout
    .keyed('orders', 'server')
    .find((span) => attachmentOf(checkout, span) === 'own-context');
  const catalog = catalogHop(model);
  return orders ?? (catalog.attachment === 'own-context' ? catalog.span : undefined);
}
