import { setTimeout as wait } from 'node:timers/promises';
import { attributeFault } from '#grading/bench-faults/attribute-fault.ts';
import { monitorBench } from '#grading/bench-faults/bench-monitor.ts';
import { brokenBench } from '#grading/bench-faults/broken-bench.ts';
import { controlSpan } from '#grading/bench-faults/control.ts';
import { deployEdits } from '#grading/bench-faults/deploy.ts';
import { stageOf } from '#grading/bench-faults/stages.ts';
import { waitUntilReady } from '#grading/bench-faults/wait-until-ready.ts';
import type { CheckContext, Judgement } from '#grading/check.ts';
import { checkoutFails } from '#grading/findings/checkout-fails.ts';
import { type CheckoutModel, checkoutModelOf } from './checkout-model.ts';
import { hasOwnSpan } from './complete.ts';
import { observe } from './observe.ts';
import type { Observation } from './probe-result.ts';

/** What every check of a checkout can say before the step's own findings are looked for. */
export const EVERY_CHECK_GIVES = [
  'does-not-build',
  'does-not-start',
  'checkout-fails',
  'bench-broken',
  'not-settled',
] as const;

/**
 * Grades a step by what a checkout leaves behind: deploys the learner's edits, sends the probes, waits until the
 * evidence has settled, and lets `judge` say what it means, unless the bench failed meanwhile. With `detachedRoots` it also
 * looks for database calls that hang in no trace of the attempt.
 */
export async function gradeCheckout(
  { runtime, workspace, progress, observed, signal }: CheckContext,
  judge: (model: CheckoutModel) => Judgement,
  { detachedRoots = false }: { detachedRoots?: boolean } = {},
): Promise<Judgement> {
  progress('Building and starting what changed');
  const early = await deployEdits(runtime, workspace, signal);
  if (early) return early;
  await waitUntilReady(runtime, progress, signal);

  const monitor = monitorBench(runtime, signal);
  const watched = AbortSignal.any([signal, monitor.faulted]);
  const outcome = await look({ runtime, detachedRoots, progress, signal: watched }, observed).catch(
    (error: unknown) => {
      if (monitor.faulted.aborted && !signal.aborted) return undefined;
      throw error;
    },
  );
  progress('Looking whether the bench was well all the time');
  const fault = await monitor.end();
  if (fault) return attributeFault(fault, runtime);
  if (!outcome) throw new Error('the bench failed and nobody can say how');
  const { observation, stage } = outcome;
  if (stage) return brokenBench(stage.part, stage.reason, stage.stage);
  return judgeObservation(observation, judge);
}

/** What an observation of a healthy bench means. */
export function judgeObservation(
  observation: Observation,
  judge: (model: CheckoutModel) => Judgement,
): Judgement {
  const { checkout, orders, catalog, settled, searchProblem, unreached } = observation;
  const failed = checkoutFails(checkout);
  if (failed) return failed;
  if (![checkout, orders, catalog].every(hasOwnSpan)) {
    const reason =
      'a span that Spanwise sent at the start of this check was not found, though one sent at the end was';
    return brokenBench('tempo', reason, stageOf('tempo', 'stores spans'));
  }
  if (searchProblem) return brokenBench('tempo', searchProblem, stageOf('search', 'finds what is stored'));
  if (unreached) {
    const reason = `${unreached.service} could not reach the Collector, and its spans were lost: ${unreached.error}`;
    return brokenBench('collector', reason, stageOf(unreached.service, 'its exporter sends'));
  }
  if (!settled) {
    return {
      status: 'inconclusive',
      finding: 'not-settled',
      values: { traceId: checkout.probe.traceId },
      evidence: [
        { traceId: checkout.probe.traceId, service: 'tempo', note: 'Spans still came in at the deadline.' },
      ],
      stage: stageOf('tempo', 'everything is stored'),
    };
  }
  return judge(checkoutModelOf(observation));
}

/** How often the probes are sent while a service does not reach the Collector. */
const TRIES = 4;

async function look(looking: Parameters<typeof observe>[0], observed: CheckContext['observed']) {
  let observation = await observe(looking);
  for (let tries = 1; observation.unreached && tries < TRIES; tries += 1) {
    looking.progress('A service could not reach the Collector; once more in a second');
    await wait(1000, undefined, { signal: looking.signal });
    observation = await observe(looking);
  }
  observed?.(observation);
  return { observation, stage: await controlSpan(looking.runtime, looking.signal) };
}
