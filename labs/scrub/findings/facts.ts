import { spanFact, traceFact } from '#grading/evidence.ts';
import type { LeakProbe, LeaksSeen, Store } from '#grading/experiments/leaks/seen.ts';
import { livePipelines } from '#grading/experiments/pipeline/live-pipelines.ts';
import type { Judgement } from '#grading/judgement.ts';
import { readable, type StoredLeak, spansIn, storedLeaks } from './leaking.ts';
import { listPlaces, placesSaid, STORE, sayPlace, saySeen, WHAT } from './words.ts';

type Evidence = Judgement['evidence'][number];

/** Leaks that a verdict shows span by span. */
const SHOWN = 4;

/** Where values stand in spans, the first few. */
export function leakFacts(leaks: readonly StoredLeak[]): Evidence[] {
  const spans = Map.groupBy(leaks, ({ store, span }) => `${store} ${span.spanId} ${span.name}`);
  return [...spans.values()].slice(0, SHOWN).map((ofSpan) => {
    const [{ store, span, probe }] = ofSpan as [StoredLeak];
    const held = ofSpan.map((one) => `${WHAT[one.secret]} in ${sayPlace(one)}, ${saySeen(one, probe)}`);
    return spanFact(span, `${STORE[store]}, checkout ${probe.id}: ${[...new Set(held)].join('; ')}.`);
  });
}

/** What each store holds of all four checkouts, in a line. */
export function storeFacts(seen: LeaksSeen): Evidence[] {
  return seen.stores.map((store) => {
    const leaks = storedLeaks(seen).filter((one) => one.store === store);
    const open = readable(leaks);
    const spans = `${STORE[store]}: ${spansIn(seen, store)} spans`;
    const hashed = leaks.length > open.length ? ', and hashes of values' : '';
    const note =
      open.length === 0
        ? `${spans}, no value of a customer${hashed}.`
        : `${spans}, ${placesSaid(open)} with a value of a customer: ${listPlaces(open)}.`;
    return { kind: 'backend', name: store, note };
  });
}

/** The pipelines of the learner's file, with what is on their way. */
export function pipelineFacts({ graph, file }: LeaksSeen): Evidence[] {
  if (!graph || !file) return [];
  return livePipelines(graph).map(({ name, processors, exporters }) => ({
    kind: 'config',
    ...{ file, path: `service.pipelines.${name}` },
    note: `${processors.length > 0 ? processors.join(', ') : 'Nothing'} before ${exporters.join(', ') || 'nothing'}.`,
  }));
}

/** What a store holds of one checkout. */
export function checkoutFact(store: Store, { probe, stored, label }: LeakProbe): Evidence {
  const count = new Set((stored[store] ?? []).map(({ spanId }) => spanId)).size;
  const has = count === 0 ? 'nothing' : `${count} ${count === 1 ? 'span' : 'spans'}`;
  return traceFact(probe.traceId, 'storefront', `${STORE[store]} has ${has} of checkout ${label}.`);
}

/** What was counted. */
export function countFact(series: string, value: number, note: string): Evidence {
  return { kind: 'metric', series, value: String(value), note };
}
