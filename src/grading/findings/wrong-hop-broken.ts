import { catalogHop } from '../catalog-hop.ts';
import { type LostHop, ordersLosesIt, queueLosesIt } from '../direct-hop.ts';
import { logFacts, spanFact } from '../evidence.ts';
import type { Diagnose, Scene } from '../scene.ts';

/** The trace is lost, but not where storefront sends the request to orders. */
export const wrongHopBroken: Diagnose = (scene) => {
  const { checkout, orders } = scene;
  const lost = ordersLosesIt(orders) ?? queueLosesIt([checkout, orders]) ?? onlyCatalog(scene);
  if (!lost) return undefined;
  return {
    status: 'fail',
    finding: 'wrong-hop-broken',
    values: { hop: lost.hop, detail: lost.detail },
    evidence: [...lost.evidence, ...logFacts(checkout.logs)],
  };
};

function onlyCatalog(scene: Scene): LostHop | undefined {
  const { checkout } = scene;
  const joined = checkout.keyed('orders', 'server').find(checkout.inTrace);
  const { hanging, span, log } = catalogHop(scene);
  const isIn = span !== undefined && checkout.inTrace(span);
  if (!joined || isIn || hanging === 'not-called') return undefined;
  return {
    hop: 'storefront → catalog',
    detail: 'The request to orders still carries the trace; the one to catalog does not.',
    evidence: [
      spanFact(joined, 'orders’ SERVER span is in the request’s trace.'),
      ...(span ? [spanFact(span, 'catalog’s SERVER span is in another trace.')] : []),
      ...(!span && log ? logFacts([log]) : []),
    ],
  };
}
