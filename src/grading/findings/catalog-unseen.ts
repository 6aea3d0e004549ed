import { diagnosis } from '../diagnosis.ts';
import { logFacts, traceFact } from '../evidence.ts';
import { catalogHop } from '../experiments/checkout/model/catalog-hop.ts';

/** The checkout went through without catalog: no span of it in any of the traces, and no look-up of the book in its log. */
export const catalogUnseen = diagnosis(['call-missing'], (model) => {
  if (catalogHop(model).attachment !== 'not-called') return undefined;
  const { probe, logs } = model.checkout;
  return {
    status: 'fail',
    finding: 'call-missing',
    values: { service: 'catalog', lacking: 'a span in this checkout nor a log line about its book' },
    evidence: [
      traceFact(probe.traceId, 'catalog', 'No span and no log line of it belongs to this checkout.'),
      ...logFacts(logs),
    ],
  };
});
