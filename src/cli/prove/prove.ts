import { stepStart } from '#bench/workspace/module-files.ts';
import { findLabs } from './find-lab.ts';
import { gradeAnswer } from './grade-answer.ts';
import { stopKept } from './kept/client.ts';
import { keepStack } from './kept/host.ts';
import { openProver } from './open-prover.ts';
import { HELP, type ProveOptions, USAGE_EXIT } from './options.ts';
import { proveStates } from './prove-states.ts';
import { closing, differing, stateLine } from './report.ts';
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
  const say = (text: string) => console.error(text);
  const [lab] = chosen.labs;
  if (options.answer !== undefined) {
    const step = chosen.step?.id ?? lab!.steps.at(-1)!.id;
    return gradeAnswer({ labsFolder, lab: lab!, step, options, say, signal });
  }
  const all = (await Promise.all(chosen.labs.map((one) => statesOf(labsFolder, one)))).flat();
  const wanted = all.filter(({ step }) => !chosen.step || step === chosen.step.id);
  const { seed } = options;
  const states = orderOf(wanted, options);
  if (seed !== undefined) console.log(`order: random, repeat it with --seed ${seed}`);
  const start = await stepStart(labsFolder, lab!, lab!.steps[0]!.id);
  const needs = chosen.labs.flatMap((one) => one.needs);
  const prover = await openProver({ labsFolder, options, start, needs, progress: say, signal });
  try {
    const tell = (proven: Parameters<typeof stateLine>[0]) => console.log(stateLine(proven));
    const proven = await proveStates(prover, states, { signal, tell });
    console.log(closing(proven));
    return proven.every(({ right }) => right) && differing(proven).length === 0 ? 0 : 1;
  } finally {
    await prover.close();
  }
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
