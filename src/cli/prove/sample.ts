import { execFileSync } from 'node:child_process';
import { shuffle } from './shuffle.ts';
import type { ProvenState } from './states.ts';

/** Mistakes of each lab in a sample: with one alone, a check that always gives the same finding might be missed. */
const MISTAKES = 2;

/** Each lab's starts, solutions and two mistakes: which mistakes, the seed says, so that over time all are met. */
export function sampleOf(states: readonly ProvenState[], seed: number): ProvenState[] {
  const labs = Map.groupBy(states, ({ lab }) => lab);
  const chosen = [...labs.values()].flatMap((ofLab) => {
    const mistakes = ofLab.filter(({ name }) => name.startsWith('mistakes/'));
    return [...ofLab.filter(isGiven), ...shuffle(mistakes, seed).slice(0, MISTAKES)];
  });
  return states.filter((state) => chosen.includes(state));
}

/** Each lab's starts and solutions and a third of its other answers; of three seeds in a row every answer is in one. */
export function thirdOf(states: readonly ProvenState[], seed: number): ProvenState[] {
  const labs = Map.groupBy(states, ({ lab }) => lab);
  return [...labs.values()].flatMap((ofLab) => {
    const others = ofLab.filter((state) => !isGiven(state));
    return ofLab.filter((state) => isGiven(state) || (others.indexOf(state) + seed) % 3 === 0);
  });
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
