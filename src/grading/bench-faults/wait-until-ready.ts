import { setTimeout as wait } from 'node:timers/promises';
import type { Parts } from '#runtimes/runtime.ts';

/** How long a check waits for a part that is just starting: milliseconds. */
const WITHIN = 12_000;
const LOOK_EVERY = 100;

/**
 * Waits until no part is starting any more: a check that is asked for right after a restart should be graded, not told
 * that the bench is not ready yet. What does not come up in time is for whoever looks next.
 */
export async function waitUntilReady(
  runtime: Pick<Parts, 'status'>,
  progress: (phase: string) => void,
  signal: AbortSignal,
  within = WITHIN,
): Promise<void> {
  const until = performance.now() + within;
  for (let told = false; ; told = true) {
    const starting = runtime.status().filter(({ state }) => state === 'starting');
    if (starting.length === 0 || performance.now() > until) return;
    if (!told) progress(`Waiting for ${starting.map(({ part }) => part).join(', ')} to be ready`);
    await wait(LOOK_EVERY, undefined, { signal });
  }
}
