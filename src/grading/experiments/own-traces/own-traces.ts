import type { Experiment } from '#grading/experiment.ts';
import type { Part } from '#system/part-names.ts';
import { traceIdsIn } from './answered-ids.ts';
import { keptOwnTraces } from './observation.ts';
import { ownTracesTrouble } from './own-traces-trouble.ts';
import { runOwnTraces } from './run-own-traces.ts';
import type { OwnTracesWish } from './search-own.ts';
import type { OwnTraces } from './seen.ts';

interface OwnTracesOptions extends Partial<OwnTracesWish> {
  /** False where the learner edits the shop, so that it may lose the check's checkout by the learner's doing. */
  shopIsGiven?: boolean;
  exhibits?: readonly Part[];
}

/**
 * Milliseconds. The control and quiet traces take 1–2 s and growing ones 8 s; 2 000 look-ups by id took 3 s where the
 * machine was idle, and were seen twenty-five times slower on one that was overloaded.
 */
const LIMIT = 120_000;

/**
 * An experiment over the learner's own traces: those whose ids an answer names, and where it is wished all that were left
 * since the step was begun. Nothing is sent but a control, in a trace that is never taken for the learner's.
 */
export function ownTraces({
  ids = traceIdsIn,
  spanIds = () => [],
  sinceBegun = false,
  shopIsGiven = true,
  exhibits = [],
}: OwnTracesOptions = {}): Experiment<OwnTraces> {
  return {
    exhibits,
    limit: LIMIT,
    run: (bench, signal) => runOwnTraces({ ids, spanIds, sinceBegun, shopIsGiven }, bench, signal),
    trouble: (seen) => ownTracesTrouble(seen, { shopIsGiven }),
    // `not-settled` is a judge's to give, by `stillGrowing`: only the judge knows which traces matter.
    troubles: ['bench-broken', 'not-settled'],
    observation: keptOwnTraces,
    traces: ({ control, traces }) => [
      { traceId: control.probe.traceId, spanId: control.probe.spanId },
      ...traces.slice(0, LINKED).flatMap(({ traceId, tree: { roots, orphans } }) => {
        const first = roots[0] ?? orphans[0];
        return first ? [{ traceId, spanId: first.spanId }] : [];
      }),
    ],
  };
}

/** Links of the check's own trace: more than anybody follows. */
const LINKED = 20;
