import { applyEdits } from '#grading/bench-faults/apply.ts';
import { attributeFault } from '#grading/bench-faults/attribute-fault.ts';
import { monitorBench } from '#grading/bench-faults/bench-monitor.ts';
import { brokenBench } from '#grading/bench-faults/broken-bench.ts';
import { controlSpan } from '#grading/bench-faults/control.ts';
import { waitUntilReady } from '#grading/bench-faults/wait-until-ready.ts';
import type { CheckContext, Judgement } from '#grading/check.ts';
import { checkoutTrouble } from './checkout-trouble.ts';
import { type CheckoutModel, checkoutModelOf } from './model/checkout-model.ts';
import type { Observation } from './probes/probe-result.ts';
import { runCheckout } from './run-checkout.ts';

/** What every check of a checkout can say before the step's own findings are looked for. */
export const EVERY_CHECK_GIVES = [
  'does-not-build',
  'does-not-configure',
  'does-not-start',
  'checkout-fails',
  'bench-broken',
  'not-settled',
] as const;

/**
 * Grades a step by what a checkout leaves behind: deploys the learner's edits, waits until the bench is ready, runs the
 * experiment while the bench is monitored, sends a control span, and judges what was seen, unless the bench failed
 * meanwhile. With `detachedRoots` it also looks for database calls that are in no trace of the attempt.
 */
export async function gradeCheckout(
  { runtime, workspace, setup, progress, observed, signal }: CheckContext,
  judge: (model: CheckoutModel) => Judgement,
  { detachedRoots = false }: { detachedRoots?: boolean } = {},
): Promise<Judgement> {
  progress('Building and starting what changed');
  const early = await applyEdits(runtime, { workspace, setup }, signal);
  if (early) return early;
  await waitUntilReady(runtime, progress, signal);

  const monitor = monitorBench(runtime, signal);
  const experiment = async (untilFault: AbortSignal) => {
    const observation = await runCheckout({ runtime, detachedRoots, progress, signal: untilFault });
    observed?.(observation);
    return { observation, brokenStage: await controlSpan(runtime, untilFault) };
  };
  const outcome = await experiment(AbortSignal.any([signal, monitor.faulted])).catch((error: unknown) => {
    if (monitor.faulted.aborted && !signal.aborted) return undefined;
    throw error;
  });
  progress('Looking whether the bench was well all the time');
  const fault = await monitor.end();
  if (fault) return attributeFault(fault, runtime);
  if (!outcome) throw new Error('the bench failed and nobody can say how');
  const { observation, brokenStage } = outcome;
  if (brokenStage) return brokenBench(brokenStage.part, brokenStage.reason, brokenStage.stage);
  return judgeObservation(observation, judge);
}

/** What an observation of a healthy bench means. */
export function judgeObservation(
  observation: Observation,
  judge: (model: CheckoutModel) => Judgement,
): Judgement {
  return checkoutTrouble(observation) ?? judge(checkoutModelOf(observation));
}
