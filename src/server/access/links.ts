import { setTimeout as sleep } from 'node:timers/promises';
import { hashSecret, newSecret, sameHash } from './secret.ts';

/** Makes one-use tokens for links and exchanges them. Only the newest link is good. */
export interface Links {
  issue(): string;
  redeem(token: string): Promise<boolean>;
}

const LIFETIME = 10 * 60_000;
const FREE_TRIES = 20;
const SLOW = 1_000;
/** More waiting tries than this are refused at once, so that guessing cannot pile up memory. */
const QUEUE = 50;

/** `wait` is a parameter so that tests need not wait for the slow-down of wrong tries. */
export function createLinks(
  now: () => number = Date.now,
  wait: (milliseconds: number) => Promise<unknown> = (milliseconds) => sleep(milliseconds),
): Links {
  let current: { hash: string; until: number } | undefined;
  let badTries = 0;
  let waiting = 0;
  let turn: Promise<unknown> = Promise.resolve();

  return {
    issue() {
      const token = newSecret();
      current = { hash: hashSecret(token), until: now() + LIFETIME };
      // A new link has a new secret, so tries at the old one say nothing about it.
      badTries = 0;
      return token;
    },
    async redeem(token) {
      if (badTries >= FREE_TRIES) {
        if (waiting >= QUEUE) return false;
        waiting++;
        // One after the other: parallel guesses must not share one wait.
        turn = turn.then(() => wait(SLOW));
        await turn;
        waiting--;
      }
      const good =
        sameHash(hashSecret(token), current?.hash ?? '0'.repeat(64)) && now() < (current?.until ?? 0);
      if (good) current = undefined;
      else badTries++;
      return good;
    },
  };
}
