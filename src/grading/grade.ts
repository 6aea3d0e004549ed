import { applyEdits } from './bench-faults/apply.ts';
import { attributeFault } from './bench-faults/attribute-fault.ts';
import { type Fault, monitorBench } from './bench-faults/bench-monitor.ts';
import { brokenBench } from './bench-faults/broken-bench.ts';
import { controlSpan } from './bench-faults/control.ts';
import { waitUntilReady } from './bench-faults/wait-until-ready.ts';
import { wellAgain } from './bench-faults/well-again.ts';
import type { CheckContext } from './check.ts';
import type { Experiment } from './experiment.ts';
import type { Judge } from './judge.ts';
import type { Judgement } from './judgement.ts';

/** What every check can say before its experiment has seen anything. */
export const GRADE_GIVES = [
  'does-not-build',
  'does-not-configure',
  'does-not-start',
  'bench-broken',
] as const;

/** How often an experiment is run at the most where a part of the bench was not ready for a moment and is again. */
const RUNS = 3;

/**
 * Grades a step by an experiment: deploys the learner's edits, waits until the bench is ready, runs the experiment while
 * the bench is monitored, proves with spans of its own that the bench keeps what it is sent, and judges what was seen,
 * unless the bench failed meanwhile. After a lapse of a part that is well again the experiment is run anew.
 */
export async function grade<Seen>(
  context: CheckContext,
  experiment: Experiment<Seen>,
  judge: Judge<Seen>,
): Promise<Judgement> {
  const { runtime, workspace, setup, progress, signal } = context;
  progress('Building and starting what changed');
  const early = await applyEdits(runtime, { workspace, setup }, signal);
  if (early) return early;
  await waitUntilReady(runtime, progress, signal);
  for (let runs = 1; ; runs += 1) {
    const outcome = await runOnce(context, experiment, judge);
    if ('status' in outcome) return outcome;
    const again =
      outcome.lapse && runs < RUNS && (await wellAgain(runtime, experiment.exhibits, outcome.lapse, signal));
    if (!again) return attributeFault(outcome, runtime);
    progress(`${outcome.part} was not ready for a moment: trying again`);
  }
}

/** One run of the experiment under the monitor: what it means, or the fault of the bench that spoilt it. */
async function runOnce<Seen>(
  { runtime, workspace, setup, progress, observed, signal, answers = {}, since = 0 }: CheckContext,
  experiment: Experiment<Seen>,
  judge: Judge<Seen>,
): Promise<Judgement | Fault> {
  const { exhibits } = experiment;
  const monitor = monitorBench(runtime, signal, exhibits);
  const attempt = async (untilFault: AbortSignal) => {
    const bench = { runtime, workspace, setup, answers, since, progress };
    const seen = await experiment.run(bench, untilFault);
    observed?.(seen, experiment.traces(seen));
    const judgement = judgeSeen(experiment, judge, seen);
    // A pass rests on spans that arrived. Whatever else is said may rest on spans that did not.
    const brokenStage =
      judgement.status === 'pass' ? undefined : await controlSpan(runtime, untilFault, exhibits);
    return { judgement, brokenStage };
  };
  const outcome = await attempt(AbortSignal.any([signal, monitor.faulted])).catch((error: unknown) => {
    if (monitor.faulted.aborted && !signal.aborted) return undefined;
    throw error;
  });
  progress('Looking whether the bench was well all the time');
  const fault = await monitor.end();
  if (fault) return fault;
  if (!outcome) throw new Error('the bench failed and nobody can say how');
  const { judgement, brokenStage } = outcome;
  if (brokenStage) return brokenBench(brokenStage.part, brokenStage.reason, brokenStage.stage);
  return judgement;
}

/** What an experiment's evidence from a healthy bench means. */
export function judgeSeen<Seen>(experiment: Experiment<Seen>, judge: Judge<Seen>, seen: Seen): Judgement {
  return experiment.trouble(seen) ?? judge(seen);
}
