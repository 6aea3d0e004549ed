import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { loadLabs } from '#course/load/load-lab.ts';
import { partsOf } from '#course/setup-of.ts';
import { gradeCheckout } from '#grading/experiments/checkout/grade-checkout.ts';
import { foldObservation } from '#grading/experiments/checkout/observation.ts';
import { passedCheckout } from '#grading/experiments/checkout/passed-checkout.ts';
import type { Observation } from '#grading/experiments/checkout/probes/probe-result.ts';
import type { OptionalPart } from '#system/part-names.ts';
import { gradeJob } from '../prove/grade-job.ts';
import { USAGE_EXIT } from '../prove/options.ts';
import { isRight } from '../prove/prove-states.ts';
import { openStack, type Stack } from '../prove/stack.ts';
import { writeModule } from '../prove/write-module.ts';
import { answerHash, type ObservedState, observationPlaces, observedStates } from './observed-states.ts';
import { HELP, type ObserveOptions } from './options.ts';

/** Does what `npm run observe` was asked for; gives the exit code. */
export async function keepObservations(
  root: string,
  options: ObserveOptions,
  signal: AbortSignal,
): Promise<number> {
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const places = observationPlaces(root);
  const states = (await observedStates(places)).filter(
    ({ lab, name }) =>
      (!options.lab || lab === options.lab) && (!options.only || name.includes(options.only)),
  );
  if (states.length === 0) {
    console.error('No state has this lab and name. See npm run observe -- --help.');
    return USAGE_EXIT;
  }
  const needs = await needsOf(places.labs, states);
  const stack = await openStack(
    { ...(options.state && { state: options.state }), needs },
    states[0]!.files,
    (text) => console.error(text),
    signal,
  );
  let wrong = 0;
  try {
    for (const state of states) {
      const problem = await observeState(places.labs, stack, state, signal);
      if (problem) wrong += 1;
      console.log(
        `${problem ? 'WRONG   ' : 'observed'}  ${state.lab}/${state.name}${problem && `: ${problem}`}`,
      );
    }
  } finally {
    await stack.close();
  }
  console.log(`observed: ${states.length - wrong} of ${states.length} states`);
  return wrong > 0 ? 1 : 0;
}

/** The optional parts of the bench that the labs of these states need, each once. */
async function needsOf(labsFolder: string, states: readonly ObservedState[]): Promise<OptionalPart[]> {
  const labs = (await loadLabs(labsFolder)).filter(({ id }) => states.some(({ lab }) => lab === id));
  return [...new Set(labs.flatMap(partsOf))];
}

/** Keeps what the check saw, unless its verdict is not the state's own: then the reason is given. */
async function observeState(
  labs: string,
  stack: Stack,
  state: ObservedState,
  signal: AbortSignal,
): Promise<string> {
  let seen: Observation | undefined;
  const observed = (observation: Observation) => {
    seen = observation;
  };
  if (state.expected) {
    const { verdict } = await gradeJob(labs, stack, state, () => {}, signal, observed);
    if (!isRight(state.expected, verdict)) return `its check said ${verdict.status} ${verdict.finding ?? ''}`;
  } else {
    const { runtime, workspace } = stack;
    await writeModule(workspace, state.files);
    const judged = await gradeCheckout(
      { runtime, workspace, setup: { parts: [] }, progress: () => {}, observed, signal },
      passedCheckout,
      { detachedRoots: true },
    );
    if (judged.status !== 'pass')
      return `its checkout ended with ${judged.finding}: ${judged.evidence[0]?.note}`;
  }
  if (!seen) return 'its check saw no checkout';
  await mkdir(dirname(state.file), { recursive: true });
  const kept = foldObservation(seen, await answerHash(state.files, labs));
  await writeFile(state.file, `${JSON.stringify(kept)}\n`);
  return '';
}
