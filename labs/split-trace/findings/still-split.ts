import { type Diagnose, diagnosis } from '#grading/diagnosis.ts';
import { logFacts, spanFact } from '#grading/evidence.ts';
import { catalogHop } from '#grading/experiments/checkout/model/catalog-hop.ts';
import type { CheckoutModel } from '#grading/experiments/checkout/model/checkout-model.ts';
import {
  type LostHop,
  ordersLosesIt,
  queueLosesIt,
  whereRead,
  whereSent,
} from '#grading/experiments/checkout/model/direct-hop.ts';

/** The checkout is not one trace; `finding` is what the step calls that. */
export function stillSplit(finding: string): Diagnose {
  return diagnosis([finding], (model) => {
    const { checkout, orders } = model;
    const lost =
      ordersLosesIt(orders) ??
      ordersApart(model) ??
      queueLosesIt([checkout, orders]) ??
      catalogLosesIt(model);
    if (!lost) return undefined;
    return {
      status: 'fail',
      finding,
      values: {
        ...{ hop: lost.hop, detail: lost.detail, look: lost.where },
        traceId: checkout.probe.traceId,
      },
      evidence: [...lost.evidence, ...logFacts(checkout.logs)],
    };
  });
}

function ordersApart({ checkout }: CheckoutModel): LostHop | undefined {
  const servers = checkout.keyed('orders', 'server');
  const apart = servers.find(({ parentSpanId }) => parentSpanId === undefined);
  if (!apart) return undefined;
  const client = checkout.keyed('storefront', 'client').filter(checkout.inTrace).at(-1);
  const entry = checkout.keyed('storefront', 'server').find(checkout.inTrace);
  const from = servers.length > 1 ? 'One of several requests to orders' : 'The request to orders';
  return {
    hop: 'storefront → orders',
    detail: `${from} began trace ${apart.traceId}, though orders takes up a traceparent that reaches it.`,
    where: whereSent('storefront', 'orders'),
    evidence: [
      spanFact(apart, 'orders’ SERVER span is the root of another trace.'),
      ...(entry ? [spanFact(entry, 'storefront’s SERVER span is in the request’s trace.')] : []),
      ...(client ? [spanFact(client, 'storefront’s last CLIENT span there.')] : []),
    ],
  };
}

/** Only where catalog itself is at fault: a request sent straight to it with a traceparent began another trace. */
function catalogLosesIt(model: CheckoutModel): LostHop | undefined {
  const { attachment, span, direct } = catalogHop(model);
  if (direct !== 'split' || attachment === 'joined') return undefined;
  return {
    hop: 'the entry of catalog',
    detail: 'A request sent straight to catalog with a traceparent began another trace.',
    where: whereRead('catalog'),
    evidence: span ? [spanFact(span, 'catalog’s SERVER span of the checkout.')] : [],
  };
}
