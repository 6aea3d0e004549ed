import type { DatabaseSync } from 'node:sqlite';
import { hashSecret, newSecret } from './secret.ts';

/** Who is signed in. Ids are hashes of the cookies, so the file alone signs nobody in. */
export interface Sessions {
  /** Seconds a session lasts. */
  readonly lifetime: number;
  /** Makes a session and gives its cookie value. */
  create(): string;
  /** The id of the session this cookie value belongs to, unless it ended. */
  find(token: string | undefined): string | undefined;
  isLive(id: string): boolean;
  end(id: string): void;
}

const LIFETIME = 30 * 24 * 3600;

/** Keeps sessions in the state folder's database, so that an open page survives a restart of the server. */
export function createSessions(database: DatabaseSync, now: () => number = Date.now): Sessions {
  const insert = database.prepare('INSERT INTO sessions (hash, expires) VALUES (?, ?)');
  const select = database.prepare('SELECT hash FROM sessions WHERE hash = ? AND expires > ?');
  const remove = database.prepare('DELETE FROM sessions WHERE hash = ?');
  database.prepare('DELETE FROM sessions WHERE expires <= ?').run(now());
  const isLive = (id: string) => select.get(id, now()) !== undefined;
  return {
    lifetime: LIFETIME,
    create() {
      const token = newSecret();
      insert.run(hashSecret(token), now() + LIFETIME * 1_000);
      return token;
    },
    find(token) {
      if (token === undefined) return undefined;
      // Looking up by hash gives nothing away: how far a guess's hash agrees does not help to find the secret.
      const id = hashSecret(token);
      return isLive(id) ? id : undefined;
    },
    isLive,
    end(id) {
      remove.run(id);
    },
  };
}
