import type { TraceView } from '#api/trace-view.ts';
import { traceIdsOf } from '#course/evidence-ids.ts';
import type { Verdict } from '#course/verdict.ts';

/** Traces by id; undefined while a trace is fetched, and where it is no longer stored. */
export type KnownTraces = ReadonlyMap<string, TraceView | undefined>;

/** Ids of the traces a verdict rests on, most telling first, at most three: more would push the words out of view. */
export function tracesOf({ evidence }: Verdict): string[] {
  return traceIdsOf(evidence).slice(0, 3);
}

/**
 * Fetches the traces of a verdict that are not known yet, or all of them `anew`: the learner may have added to a trace since
 * an earlier verdict on it. Resolves when all are there or cannot be had; one that cannot be had again stays as it was.
 */
export async function loadTraces(
  verdict: Verdict,
  traces: Map<string, TraceView | undefined>,
  fetchTrace: (id: string) => Promise<TraceView>,
  anew = false,
): Promise<void> {
  for (const id of tracesOf(verdict)) {
    if (traces.has(id) && !anew) continue;
    const before = traces.get(id);
    traces.set(id, before);
    const found = await fetchTrace(id).catch(() => undefined);
    // One that is not stored, or no longer, has no picture.
    traces.set(id, found && found.spans.length > 0 ? found : before);
  }
}
