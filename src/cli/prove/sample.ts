import { execFileSync } from 'node:child_process';
import { shuffle } from './shuffle.ts';
import type { ProvenState } from './states.ts';

/** Mistakes, and as many alternatives, of each lab in a sample: with one alone, a check that always says the same might be missed. */
const OTHERS = 2;

/** Each lab's starts and solutions, two mistakes and two alternatives: which, the seed says, so that over time all are met. */
export function sampleOf(states: readonly ProvenState[], seed: number): ProvenState[] {
  return ofEachLab(states, (ofLab) => [
    ...ofLab.filter(isGiven),
    ...drawn(ofLab, 'mistakes/', seed, OTHERS),
    ...drawn(ofLab, 'alternatives/', seed, OTHERS),
  ]);
}

/** One step of every second lab, with its start, its solution, a mistake and an alternative: the seed says which. */
export function smallSampleOf(states: readonly ProvenState[], seed: number): ProvenState[] {
  const labs = shuffle([...new Set(states.map(({ lab }) => lab))], seed);
  const half = new Set(labs.slice(0, Math.ceil(labs.length / 2)));
  const ofHalf = states.filter(({ lab }) => half.has(lab));
  return ofEachLab(ofHalf, (ofLab) => {
    const [step] = shuffle([...new Set(ofLab.map((state) => state.step))], seed);
    const ofStep = ofLab.filter((state) => state.step === step);
    return [
      ...ofStep.filter(isGiven),
      ...drawn(ofStep, 'mistakes/', seed, 1),
      ...drawn(ofStep, 'alternatives/', seed, 1),
    ];
  });
}

/** What is chosen of each lab, in the order of all. */
function ofEachLab(
  states: readonly ProvenState[],
  choose: (ofLab: readonly ProvenState[]) => readonly ProvenState[],
): ProvenState[] {
  const labs = Map.groupBy(states, ({ lab }) => lab);
  const chosen = new Set([...labs.values()].flatMap(choose));
  return states.filter((state) => chosen.has(state));
}

function drawn(states: readonly ProvenState[], sort: string, seed: number, count: number): ProvenState[] {
  return shuffle(
    states.filter(({ name }) => name.startsWith(sort)),
    seed,
  ).slice(0, count);
}

function isGiven({ name }: ProvenState): boolean {
  return /^(start|solution)\//.test(name);
}

/** A seed that every commit has its own of; where there is no git, every day has. */
export function sampleSeed(root: string): { seed: number; from: string } {
  try {
    const commit = execFileSync('git', ['rev-parse', '--short=8', 'HEAD'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    return { seed: Number.parseInt(commit.slice(0, 7), 16), from: `commit ${commit}` };
  } catch {
    const day = new Date().toISOString().slice(0, 10);
    return { seed: Number(day.replaceAll('-', '')), from: day };
  }
}
