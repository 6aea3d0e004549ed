import type { Progress } from '#runtimes/runtime.ts';

/** Milliseconds: often enough to see that a long build goes on, seldom enough to be read. */
const EVERY = 20_000;

/** Tells in lines how the phases of a start end, and of one that takes long what it is about. */
export function tellPhases(tell: (text: string) => void): Progress {
  const told = new Map<string, number>();
  return ({ id, title, state, elapsed, usual, detail }) => {
    if (state === 'waiting') return;
    const about = detail ? ` (${detail})` : '';
    if (state !== 'running') return tell(`${title}: ${state} in ${seconds(elapsed)}${about}`);
    if (elapsed < (told.get(id) ?? 0) + EVERY) return;
    told.set(id, elapsed);
    tell(`${title}: ${seconds(elapsed)}${usual ? `, usually ${seconds(usual)}` : ''}${about}`);
  };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
