import type { CheckBench } from '#grading/experiment.ts';
import type { Tempo, TempoSummaries } from '#telemetry/clients/tempo.ts';
import { type FoundTrace, foundInStore, newest } from './find-own.ts';

/** Which traces are looked at. */
export interface OwnTracesWish {
  /** The trace ids that answers name. */
  ids: (answers: CheckBench['answers']) => readonly string[];
  /** The ids of spans that answers name, for which Tempo is asked which traces hold them. */
  spanIds: (answers: CheckBench['answers']) => readonly string[];
  /** Whether also every trace that was left since the step was begun is looked at. */
  sinceBegun: boolean;
}

interface Searching {
  answers: CheckBench['answers'];
  since: number;
  /** When the check began: what came later was not the learner's attempt. */
  began: number;
  /** What log lines have named already. */
  inLines: readonly FoundTrace[];
}

/** Looks for what no answer names: traces of the step's time, and those that hold a span with a certain id. */
export function searching(
  tempo: Tempo & TempoSummaries,
  wish: OwnTracesWish,
  { answers, since, began, inLines }: Searching,
) {
  const wanted = wish.spanIds(answers).filter((id) => /^[0-9a-f]{16}$/.test(id));
  const spanIds: Record<string, readonly string[]> = Object.fromEntries(wanted.map((id) => [id, []]));
  let found = newest(inLines);
  let problem: string | undefined;
  return {
    isNeeded: wish.sinceBegun || wanted.length > 0,
    known: () => found.ids,
    more: () => found.more,
    spanIds: () => spanIds,
    problem: () => problem,
    async run(signal: AbortSignal): Promise<readonly string[]> {
      for (const id of wanted) {
        const holding = await tempo.search(`{ span:id = "${id}" }`, signal);
        if (holding.ok) spanIds[id] = holding.value;
        else problem = holding.problem;
      }
      if (!wish.sinceBegun) return [];
      const stored = await foundInStore(tempo, { since, until: began }, signal);
      if (stored.ok) found = newest([...inLines, ...stored.value]);
      else problem = stored.problem;
      return found.ids;
    },
  };
}
