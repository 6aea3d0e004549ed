import { traceFact } from '#grading/evidence.ts';
import type { SentCheckout } from '#grading/experiments/pipeline/pipeline-seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { heldBy, spansIn } from './held.ts';
import type { Backend, Way } from './the-way.ts';

type Evidence = Judgement['evidence'][number];

/** A place in the learner's file. */
export function placeFact(file: string, path: string, note: string): Evidence {
  return { kind: 'config', file, path, note };
}

/** What was counted of one component. */
export function countFact(series: string, value: number, note: string): Evidence {
  return { kind: 'metric', series, value: String(value), note };
}

/** What the receivers took. */
export function acceptedFact({ accepted }: Way): Evidence {
  return countFact('otelcol_receiver_accepted_spans', accepted, `The receivers took ${accepted} spans.`);
}

/** What a backend holds of one checkout. */
export function checkoutFact(backend: Backend, checkout: SentCheckout): Evidence {
  const count = spansIn(heldBy(backend, checkout));
  const has = count === 0 ? 'nothing' : `${count} ${count === 1 ? 'span' : 'spans'}`;
  return traceFact(
    checkout.probe.traceId,
    'storefront',
    `${NAMES[backend]} has ${has} of it: ${checkout.label}.`,
  );
}

/** A lost checkout beside a kept one, where there are both. */
export function lostAndKept(
  backend: Backend,
  lost: readonly SentCheckout[],
  all: readonly SentCheckout[],
): Evidence[] {
  const kept = all.find((one) => heldBy(backend, one).length > 0);
  return [...lost.slice(0, 1), ...(kept ? [kept] : [])].map((one) => checkoutFact(backend, one));
}

/** How people call the backends. */
export const NAMES: Record<Backend, string> = { tempo: 'Tempo', jaeger: 'Jaeger' };
