import { diagnosis } from '#grading/diagnosis.ts';
import { logFacts, spanFact } from '#grading/evidence.ts';
import { catalogHop } from '#grading/experiments/checkout/model/catalog-hop.ts';
import { explainSilence, SILENCE } from '#grading/findings/missing-spans/silent-service.ts';

/** orders is joined again, and catalog is not. */
export const mendedInOneClientOnly = diagnosis(['mended-in-one-client-only', ...SILENCE], (model) => {
  const { checkout, catalog } = model;
  const { attachment, span, log, direct } = catalogHop(model);
  if (attachment === 'joined') return undefined;
  if (direct === 'silent') return explainSilence(model, catalog, 'catalog');
  if (attachment === 'missing' && log?.sampled === false) return explainSilence(model, checkout, 'catalog');
  const joined = checkout.keyed('orders', 'server')[0];
  return {
    status: 'fail',
    finding: 'mended-in-one-client-only',
    values: { traceId: checkout.probe.traceId, ownTraceId: span?.traceId || log?.traceId || '(none)' },
    evidence: [
      ...(span ? [spanFact(span, 'catalog’s SERVER span is in another trace.')] : []),
      ...(joined ? [spanFact(joined, 'orders’ SERVER span is in the request’s trace.')] : []),
      ...logFacts(checkout.logs),
    ],
  };
});
