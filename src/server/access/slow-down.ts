import { setTimeout as sleep } from 'node:timers/promises';

/** Makes guessing a secret slow. Every try asks for admission first, and its result is reported. */
export interface SlowDown {
  /** Waits when there were many wrong tries; false when so many wait that this one is refused without a look. */
  admit(): Promise<boolean>;
  wrong(): void;
  forget(): void;
}

/** Waits, in milliseconds; a parameter wherever there is a slow-down, so that tests need not wait for it. */
export type Wait = (milliseconds: number) => Promise<unknown>;

/** Wrong tries that cost no time: old links in open tabs, a token file from before a restart. */
const FREE_TRIES = 20;
/** Milliseconds for each try after them: a script that guesses then takes none of this machine's time. */
const SLOW = 1_000;
/** More waiting tries than this are refused at once, so that guessing cannot pile up memory. */
const QUEUE = 50;

/** Twenty wrong tries are free; then one try a second. */
export function createSlowDown(wait: Wait = (milliseconds) => sleep(milliseconds)): SlowDown {
  let wrong = 0;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    async admit() {
      if (wrong < FREE_TRIES) return true;
      if (waiting >= QUEUE) return false;
      waiting++;
      // One after the other: parallel guesses must not share one wait.
      last = last.then(() => wait(SLOW));
      await last;
      waiting--;
      return true;
    },
    wrong() {
      wrong++;
    },
    forget() {
      wrong = 0;
    },
  };
}
