import { resolve } from 'node:path';
import { stepStart } from '#bench/workspace/module-files.ts';
import type { Lab } from '#course/lab.ts';
import { partsOf } from '#course/setup-of.ts';
import { endure } from './endure/endure.ts';
import { findLabs } from './find-lab.ts';
import { gradeAnswer } from './grade-answer.ts';
import { stopKept } from './kept/client.ts';
import { keepStack } from './kept/host.ts';
import { openProver } from './open-prover.ts';
import { HELP, newSeed, type ProveOptions, USAGE_EXIT } from './options.ts';
import { proveStates } from './prove-states.ts';
import { type Remembered, rememberProved } from './proved/remember-proved.ts';
import type { Prover } from './prover.ts';
import { closing, differing, stateLine } from './report.ts';
import { sampleOf, sampleSeed, smallSampleOf } from './sample.ts';
import { shuffle } from './shuffle.ts';
import { type ProvenState, statesOf } from './states.ts';

/** Does what `npm run prove` was asked for; gives the exit code. */
export async function prove(labsFolder: string, options: ProveOptions, signal: AbortSignal): Promise<number> {
  if (options.help) return print(HELP);
  if (options.host) return keepStack(labsFolder, options, signal).then(() => 0);
  if (options.stop && options.answer === undefined) {
    return print((await stopKept(options.state)) ? 'The kept stack is ended.' : 'No stack was kept.');
  }
  const chosen = await findLabs(labsFolder, options.lab, options.step);
  if (!chosen.ok) {
    console.error(chosen.problem);
    return USAGE_EXIT;
  }
  const [lab] = chosen.labs;
  if (options.answer !== undefined) {
    const step = chosen.step?.id ?? lab!.steps.at(-1)!.id;
    const say = (text: string) => console.error(text);
    return gradeAnswer({ labsFolder, lab: lab!, step, options, say, signal });
  }
  const all = (await Promise.all(chosen.labs.map((one) => statesOf(labsFolder, one)))).flat();
  const wanted = all.filter(({ step }) => !chosen.step || step === chosen.step.id);
  const sampled = sample(wanted, labsFolder, options);
  if (options.times !== undefined)
    return onStack({ labsFolder, labs: chosen.labs, options, signal }, (prover) =>
      endure(prover, sampled, { ...options, times: options.times!, seed: options.seed ?? newSeed() }, signal),
    );
  const remembered = await rememberProved(labsFolder, sampled, options, signal);
  return proveAll({ labsFolder, labs: chosen.labs, remembered, options, signal });
}

interface OnStack {
  labsFolder: string;
  labs: readonly Lab[];
  options: ProveOptions;
  signal: AbortSignal;
}

interface Proof extends OnStack {
  remembered: Remembered;
}

/** Has work done on a stack with the parts that the labs need. */
async function onStack(
  { labsFolder, labs, options, signal }: OnStack,
  work: (prover: Prover) => Promise<number>,
): Promise<number> {
  const start = await stepStart(labsFolder, labs[0]!, labs[0]!.steps[0]!.id);
  const needs = labs.flatMap(partsOf);
  const progress = (text: string) => console.error(text);
  const prover = await openProver({ labsFolder, options, start, needs, progress, signal });
  try {
    return await work(prover);
  } finally {
    await prover.close();
  }
}

/** Grades what was not proved before, tells of each state, and closes with the sums. */
async function proveAll({ remembered, ...proof }: Proof): Promise<number> {
  const { options, signal } = proof;
  for (const { lab, name } of remembered.before) console.log(`before           ${lab}/${name}`);
  const states = orderOf(remembered.left, options);
  const end = (proven: Parameters<typeof closing>[0], elapsed: number) => {
    console.log(closing(proven, { before: remembered.before.length, elapsed }));
    return proven.every(({ right }) => right) && differing(proven).length === 0 ? 0 : 1;
  };
  if (states.length === 0) return end([], 0);
  if (options.seed !== undefined) console.log(`order: random, repeat it with --seed ${options.seed}`);
  return onStack(proof, async (prover) => {
    const tell = async (proven: Parameters<typeof stateLine>[0]) => {
      console.log(stateLine(proven));
      // One right verdict of several says nothing of the state.
      if (proven.right && options.repeat === 1) await remembered.add(proven.state);
    };
    const began = performance.now();
    const proven = await proveStates(prover, states, { again: options.repeat === 1, tell, signal });
    return end(proven, performance.now() - began);
  });
}

function sample(
  states: readonly ProvenState[],
  labsFolder: string,
  options: Pick<ProveOptions, 'sample' | 'small-sample'>,
): readonly ProvenState[] {
  if (!options.sample && !options['small-sample']) return states;
  const { seed, from } = sampleSeed(resolve(labsFolder, '..'));
  const chosen = options.sample ? sampleOf(states, seed) : smallSampleOf(states, seed);
  console.log(`sample: ${chosen.length} of ${states.length} states, chosen by ${from}`);
  return chosen;
}

/** A random order mixes the repetitions too, so that no state comes after itself more often than after others. */
function orderOf(states: readonly ProvenState[], { seed, repeat }: ProveOptions): readonly ProvenState[] {
  const all = states.flatMap((state) => Array.from({ length: repeat }, () => state));
  return seed === undefined ? all : shuffle(all, seed);
}

function print(text: string): number {
  console.log(text);
  return 0;
}
