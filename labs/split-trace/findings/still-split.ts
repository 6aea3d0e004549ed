import { type Diagnose, diagnosis } from '#grading/diagnosis.ts';
import { logFacts, spanFact } from '#grading/evidence.ts';
import { catalogHop } from '#grading/experiments/checkout/model/catalog-hop.ts';
import type { CheckoutModel } from '#grading/experiments/checkout/model/checkout-model.ts';
import {
  type LostHop,
  ordersLosesIt,
  queueLosesIt,
  whereSent,
} from '#grading/experiments/checkout/model/direct-hop.ts';
import { catalogApart } from './catalog-apart.ts';

/** The checkout is not one trace; `finding` is what the step calls that. */
export function stillSplit(finding: string): Diagnose {
  return diagnosis([finding], (model) => {
    const { checkout, orders } = model;
    const behindOrders = [ordersLosesIt(orders) ?? ordersApart(model), queueLosesIt([checkout, orders])];
    const catalog = catalogApart(model);
    const lost = [...behindOrders, catalog].filter((hop) => hop !== undefined);
    // Where only the request to catalog lost it, orders' client is well: that has a finding of its own.
    const onlySent = lost.length === 1 && lost[0] === catalog && catalogHop(model).direct === 'joined';
    if (lost.length === 0 || onlySent) return undefined;
    return {
      status: 'fail',
      finding,
      values: {
        hop: lost.map(({ hop }) => hop).join(' and '),
        detail: lost.map(({ detail }) => detail).join(' '),
        look: lost.map(({ where }) => where).join(', and '),
        traceId: checkout.probe.traceId,
      },
      evidence: [...lost.flatMap(({ evidence }) => evidence), ...logFacts(checkout.logs)],
    };
  });
}

function ordersApart({ checkout }: CheckoutModel): LostHop | undefined {
  const servers = checkout.keyed('orders', 'server');
  const apart = servers.find(({ parentSpanId }) => parentSpanId === undefined);
  if (!apart) return undefined;
  const client = checkout.keyed('storefront', 'client').filter(checkout.inTrace).at(-1);
  const toCatalog = checkout
    .keyed('catalog', 'server')
    .some(({ parentSpanId }) => client !== undefined && parentSpanId === client.spanId);
  const entry = checkout.keyed('storefront', 'server').find(checkout.inTrace);
  const from = servers.length > 1 ? 'One of several requests to orders' : 'The request to orders';
  return {
    hop: 'storefront → orders',
    detail: `${from} began trace ${apart.traceId}, though orders takes up a traceparent that reaches it.`,
    where: whereSent('storefront', 'orders'),
    evidence: [
      spanFact(apart, 'orders’ SERVER span is the root of another trace.'),
      ...(entry ? [spanFact(entry, 'storefront’s SERVER span is in the request’s trace.')] : []),
      ...(client ? [spanFact(client, lastClient(toCatalog))] : []),
    ],
  };
}

function lastClient(toCatalog: boolean): string {
  return toCatalog
    ? 'storefront’s last CLIENT span there is its request to catalog. None to orders is stored.'
    : 'storefront’s last CLIENT span there.';
}
