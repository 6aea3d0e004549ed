import { setTimeout as wait } from 'node:timers/promises';
import type { Runtime } from '#runtimes/runtime.ts';
import type { Part } from '#system/part-names.ts';

/**
 * Milliseconds. Tempo looks for its own parts every 10 s at the most, and a cluster asks a service every second and wants
 * two answers that agree. A part that says nothing at all is given less: a busy machine lets it answer within a second or
 * two, and one that was stopped stays silent. After that somebody should hear of it.
 */
const WITHIN = { waits: 12_000, silent: 3_000 };
/** Milliseconds between two rounds of questions; each costs a request a part. */
const LOOK_EVERY = 250;

/** Waits until every part, but for the `exhibits`, is ready and answers; false where that takes too long. */
export async function wellAgain(
  runtime: Pick<Runtime, 'status' | 'health'>,
  exhibits: readonly Part[],
  lapse: keyof typeof WITHIN,
  signal: AbortSignal,
  within = WITHIN[lapse],
): Promise<boolean> {
  const until = performance.now() + within;
  const isJudged = ({ part }: { part: Part }) => exhibits.includes(part);
  for (;;) {
    const asked = await runtime.health(signal);
    const answer = asked.every((one) => one.ok || isJudged(one));
    const ready = runtime.status().every((one) => one.state === 'ready' || isJudged(one));
    if (answer && ready) return true;
    if (performance.now() > until) return false;
    await wait(LOOK_EVERY, undefined, { signal });
  }
}
