import { setTimeout as wait } from 'node:timers/promises';
import type { Runtime } from '#runtimes/runtime.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { controlSpanOf, newProbe } from '../checkout/probes/probe.ts';
import { storeOwnSpans } from '../store-own-spans.ts';

/** Milliseconds within which a search has to know a span that was just stored: about one, on a busy machine several seconds. */
const SEARCHABLE = 10_000;
const LOOK_EVERY = 150;
/** Milliseconds around an attempt in which its spans lie, whatever the clocks of the services' machines say. */
const AROUND = 30_000;

/**
 * The ids of all traces of which anything was stored since a time, by one search: of hundreds that a sampler dropped each
 * look-up by id costs as much as of those that it kept. A span of our own, stored last, tells from when on a search finds
 * all. Undefined where it does not find that span: then nothing is known.
 */
export async function searchStored(
  { endpoints }: Pick<Runtime, 'endpoints'>,
  since: number,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | undefined> {
  const { tempo, tempoOtlp } = endpoints();
  const control = newProbe();
  await storeOwnSpans(tempoOtlp, [controlSpanOf(control, 'check: control of the search')], signal);
  const until = performance.now() + SEARCHABLE;
  for (;;) {
    const range = { start: since - AROUND, end: Date.now() + AROUND };
    const found = await tempoAt(tempo).summaries('{}', signal, { range });
    const ids = new Set(found.ok ? found.value.map(({ traceId }) => traceId) : []);
    if (ids.has(control.traceId)) return ids;
    if (performance.now() > until) return undefined;
    await wait(LOOK_EVERY, undefined, { signal });
  }
}
