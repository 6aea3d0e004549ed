import { diagnosis } from '#grading/diagnosis.ts';
import { logFacts, spanFact } from '#grading/evidence.ts';
import type { CheckoutModel } from '#grading/experiments/checkout/model/checkout-model.ts';
import { type LostHop, ordersLosesIt, queueLosesIt } from '#grading/experiments/checkout/model/direct-hop.ts';
import { catalogApart } from './catalog-apart.ts';

/** The trace is lost, but not where storefront sends the request to orders. */
export const wrongHopBroken = diagnosis(['wrong-hop-broken'], (model) => {
  const { checkout, orders } = model;
  const lost = ordersLosesIt(orders) ?? queueLosesIt([checkout, orders]) ?? onlyCatalog(model);
  if (!lost) return undefined;
  return {
    status: 'fail',
    finding: 'wrong-hop-broken',
    values: { hop: lost.hop, detail: lost.detail, look: lost.where },
    evidence: [...lost.evidence, ...logFacts(checkout.logs)],
  };
});

function onlyCatalog(model: CheckoutModel): LostHop | undefined {
  const joined = model.checkout.keyed('orders', 'server').find(model.checkout.inTrace);
  const lost = joined && catalogApart(model);
  if (!lost) return undefined;
  return {
    ...lost,
    detail: `${lost.detail} orders is still joined.`,
    // The hop that is lost comes first: the pictures mark it.
    evidence: [...lost.evidence, spanFact(joined, 'orders’ SERVER span is in the request’s trace.')],
  };
}
