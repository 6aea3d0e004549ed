import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { loadGrading } from '#bench/labs/load-grading.ts';
import { loadLabs } from '#course/load/load-lab.ts';
import { partsOf } from '#course/setup-of.ts';
import type { KeptAs } from '#grading/experiment.ts';
import { checkout } from '#grading/experiments/checkout/checkout.ts';
import { passedCheckout } from '#grading/experiments/checkout/passed-checkout.ts';
import { firstFinding } from '#grading/first-finding.ts';
import { grade } from '#grading/grade.ts';
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
  const asked = (await observedStates(places)).filter(
    ({ lab, name }) =>
      (!options.lab || lab === options.lab) && (!options.only || name.includes(options.only)),
  );
  const states = options.missing ? await unobserved(asked, places.labs) : asked;
  if (asked.length > 0 && states.length === 0) {
    console.log('Every state has its observation.');
    return 0;
  }
  if (states.length === 0) {
    console.error(
      'No state has this lab and name, or its experiment keeps nothing. See npm run observe -- --help.',
    );
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

/** The states whose answer has changed since it was observed, or never was. */
async function unobserved(states: readonly ObservedState[], labs: string): Promise<ObservedState[]> {
  const current = await Promise.all(
    states.map(async (state) => {
      const kept = await readFile(state.file, 'utf8').catch(() => '{}');
      return (JSON.parse(kept) as { answer?: string }).answer === (await answerHash(state, labs));
    }),
  );
  return states.filter((_, index) => !current[index]);
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
  let seen: unknown;
  const observed = (what: unknown) => {
    seen = what;
  };
  const keeping = await keepingOf(labs, state);
  if (!keeping) return 'its experiment keeps no observation';
  if (state.expected) {
    const { verdict } = await gradeJob(labs, stack, state, () => {}, signal, observed);
    if (!isRight(state.expected, verdict)) {
      const why = verdict.status === 'broken' ? `: ${verdict.observed}` : '';
      return `its check said ${verdict.status} ${verdict.finding ?? ''}${why}`;
    }
  } else {
    const { runtime, workspace } = stack;
    await writeModule(workspace, state.files);
    const judged = await grade(
      { runtime, workspace, setup: { parts: [] }, progress: () => {}, observed, signal },
      SHOP,
      anyCheckout,
    );
    if (judged.status !== 'pass')
      return `its checkout ended with ${judged.finding}: ${judged.evidence[0]?.note}`;
  }
  if (!seen) return 'its check saw nothing';
  await mkdir(dirname(state.file), { recursive: true });
  const kept = { answer: await answerHash(state, labs), ...keeping.fold(seen) };
  await writeFile(state.file, `${JSON.stringify(kept)}\n`);
  return '';
}

/** A faulty Bookstore is no answer to a step: whatever its checkouts leave behind is kept. */
const SHOP = checkout({ detachedRoots: 'statements' });
const anyCheckout = firstFinding([], passedCheckout);

async function keepingOf(labs: string, { lab, step, expected }: ObservedState) {
  if (!expected) return SHOP.observation as KeptAs<unknown>;
  const { checks } = await loadGrading(labs, lab);
  return checks[step]?.experiment?.observation;
}
