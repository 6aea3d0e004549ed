import { setTimeout as wait } from 'node:timers/promises';
import type { Unreached } from './checkout/probes/probe-result.ts';

/**
 * How often requests are sent while a service does not reach the Collector, and the wait between: milliseconds. On a
 * cluster the address of a Collector that was just replaced works on every node about half a second after its pod is
 * ready, so the second attempt is nearly always enough. Four attempts give a busy node more than three seconds.
 */
const ATTEMPTS = 4;
const BETWEEN_ATTEMPTS = 1000;

interface Until {
  progress: (phase: string) => void;
  signal: AbortSignal;
  /** Attempts at the most, where a Collector that is not reached may be the learner's work. */
  attempts?: number;
}

/** Makes an attempt, and another while a service did not reach the Collector in it. */
export async function untilReached<Seen extends { unreached?: Unreached }>(
  attempt: () => Promise<Seen>,
  { progress, signal, attempts = ATTEMPTS }: Until,
): Promise<Seen> {
  let seen = await attempt();
  for (let made = 1; seen.unreached && made < attempts; made += 1) {
    progress('A service could not reach the Collector; once more in a second');
    await wait(BETWEEN_ATTEMPTS, undefined, { signal });
    seen = await attempt();
  }
  return seen;
}
