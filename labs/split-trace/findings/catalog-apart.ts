import { spanFact, traceFact } from '#grading/evidence.ts';
import { catalogHop } from '#grading/experiments/checkout/model/catalog-hop.ts';
import type { CheckoutModel } from '#grading/experiments/checkout/model/checkout-model.ts';
import { type LostHop, whereRead, whereSent } from '#grading/experiments/checkout/model/direct-hop.ts';

/** Where catalog's trace is lost. Only what is known to be in another one: a catalog whose spans do not arrive, or are not sampled, lost no context. */
export function catalogApart(model: CheckoutModel): LostHop | undefined {
  const { traceId } = model.checkout.probe;
  const { span, log, direct } = catalogHop(model);
  const elsewhere = span?.traceId ?? (log?.traceId || traceId);
  if (direct === 'silent' || elsewhere === traceId) return undefined;
  const evidence = [
    span
      ? spanFact(span, 'catalog’s SERVER span is in another trace.')
      : traceFact(elsewhere, 'catalog', 'catalog’s log line is of another trace.'),
  ];
  if (direct === 'split')
    return {
      hop: 'the entry of catalog',
      detail: 'A request sent straight to catalog with a traceparent began another trace.',
      where: whereRead('catalog'),
      evidence,
    };
  return {
    hop: 'storefront → catalog',
    detail: `The request to catalog began trace ${elsewhere}, though catalog takes up a traceparent that reaches it.`,
    where: whereSent('storefront', 'catalog'),
    evidence,
  };
}
