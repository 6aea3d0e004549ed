import { hashSecret, newSecret, sameHash } from './secret.ts';
import { createSlowDown, type Wait } from './slow-down.ts';

/** Makes one-use tokens for links and exchanges them. Only the newest link is good. */
export interface Links {
  issue(): string;
  redeem(token: string): Promise<boolean>;
}

/** Milliseconds a link is good for; the texts say ten minutes. */
const LIFETIME = 10 * 60_000;

/** Makes the links of one server. */
export function createLinks(now: () => number = Date.now, wait?: Wait): Links {
  let current: { hash: string; until: number } | undefined;
  const slowDown = createSlowDown(wait);

  return {
    issue() {
      const token = newSecret();
      current = { hash: hashSecret(token), until: now() + LIFETIME };
      // A new link has a new secret, so tries at the old one say nothing about it.
      slowDown.forget();
      return token;
    },
    async redeem(token) {
      if (!(await slowDown.admit())) return false;
      const good =
        sameHash(hashSecret(token), current?.hash ?? '0'.repeat(64)) && now() < (current?.until ?? 0);
      if (good) current = undefined;
      else slowDown.wrong();
      return good;
    },
  };
}
