import { setTimeout as wait } from 'node:timers/promises';

/** Time as an experiment sees it while it settles; a test hands in a clock of its own. */
export interface Clock {
  /** Milliseconds from any beginning, never going back. */
  now(): number;
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The clock of this machine. */
export const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  wait: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
};
