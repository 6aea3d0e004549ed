import { setTimeout as wait } from 'node:timers/promises';
import type { Parts } from '#runtimes/runtime.ts';

/**
 * How long a check waits for a part that is just starting: milliseconds. The slowest part a lab may need, Loki, was
 * measured to be ready after 10 s, RabbitMQ after 4 s; a part that takes longer than this has most likely failed.
 */
const TIMEOUT = 12_000;
/** Somebody waits for the verdict; a look costs nothing, since it asks this process only. */
const LOOK_EVERY = 100;

/**
 * Waits until no part is starting any more: a check that is asked for right after a restart should be graded, not told
 * that the bench is not ready yet. A part that is still starting after that is reported by the monitor of the bench.
 */
export async function waitUntilReady(
  runtime: Pick<Parts, 'status'>,
  progress: (phase: string) => void,
  signal: AbortSignal,
  timeoutMs = TIMEOUT,
): Promise<void> {
  const until = performance.now() + timeoutMs;
  for (let announced = false; ; announced = true) {
    const starting = runtime.status().filter(({ state }) => state === 'starting');
    if (starting.length === 0 || performance.now() > until) return;
    if (!announced) progress(`Waiting for ${starting.map(({ part }) => part).join(', ')} to be ready`);
    await wait(LOOK_EVERY, undefined, { signal });
  }
}
