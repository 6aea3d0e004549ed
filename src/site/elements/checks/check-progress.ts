import type { BenchState } from '../server/bench-state.ts';

/** A check that runs: what it does, and for how many seconds this page has watched it. */
export interface CheckProgress {
  words: string;
  seconds: number;
}

/**
 * Measures the checks of one lab: gives what is to be shown of the one that runs at the time `now`, in milliseconds.
 * `nameOf` gives the words that the page has for a step.
 */
export function watchProgress(
  lab: string,
  nameOf: (step: string) => string,
): (running: BenchState['check'], now: number) => CheckProgress | undefined {
  let since: number | undefined;
  return (running, now) => {
    if (running?.lab !== lab) {
      since = undefined;
      return undefined;
    }
    since ??= now;
    const words = `Checking ${nameOf(running.step)}: ${running.phase ?? 'asking the bench'}`;
    return { words, seconds: Math.round((now - since) / 1000) };
  };
}
