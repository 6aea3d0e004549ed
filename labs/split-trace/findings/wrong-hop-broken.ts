import { diagnosis } from '#grading/diagnosis.ts';
import { logFacts, spanFact, traceFact } from '#grading/evidence.ts';
import { catalogHop } from '#grading/experiments/checkout/model/catalog-hop.ts';
import type { CheckoutModel } from '#grading/experiments/checkout/model/checkout-model.ts';
import {
  type LostHop,
  ordersLosesIt,
  queueLosesIt,
  whereRead,
  whereSent,
} from '#grading/experiments/checkout/model/direct-hop.ts';

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

/** Only what is known to be in another trace: a catalog whose spans do not arrive, or are not sampled, lost no context. */
function onlyCatalog(model: CheckoutModel): LostHop | undefined {
  const { checkout } = model;
  const joined = checkout.keyed('orders', 'server').find(checkout.inTrace);
  const { span, log, direct } = catalogHop(model);
  const elsewhere = span?.traceId ?? (log?.traceId || checkout.probe.traceId);
  if (!joined || direct === 'silent' || elsewhere === checkout.probe.traceId) return undefined;
  const catalogAtFault = direct === 'split';
  return {
    hop: catalogAtFault ? 'the entry of catalog' : 'storefront → catalog',
    detail: catalogAtFault
      ? 'A request sent straight to catalog with a traceparent began another trace; orders is still joined.'
      : 'The request to orders still carries the trace; the one to catalog does not.',
    where: catalogAtFault ? whereRead('catalog') : whereSent('storefront', 'catalog'),
    evidence: [
      // The hop that is lost comes first: the pictures mark it.
      span
        ? spanFact(span, 'catalog’s SERVER span is in another trace.')
        : traceFact(elsewhere, 'catalog', 'catalog’s log line is of another trace.'),
      spanFact(joined, 'orders’ SERVER span is in the request’s trace.'),
    ],
  };
}
