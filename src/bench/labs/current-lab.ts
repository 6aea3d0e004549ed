import type { DatabaseSync } from 'node:sqlite';
import type { OpenLab } from './open-labs.ts';

/** Which lab the learner worked at last, over restarts of the server. */
export interface CurrentLab {
  /** The lab worked at last; while there is none, the first of the course. */
  get(): OpenLab | undefined;
  /** The id of the lab worked at last; nothing while there is none. */
  worked(): string | undefined;
  note(lab: string): void;
}

interface CurrentLabOptions {
  labs: ReadonlyMap<string, OpenLab>;
  /** Ids in the course's order; labs may be missing in it. */
  order: readonly string[];
  now?: () => number;
}

/** Keeps the current lab in the state folder's database. */
export function createCurrentLab(
  database: DatabaseSync,
  { labs, order, now = Date.now }: CurrentLabOptions,
): CurrentLab {
  // A lab that is used again gets a new row, the last: the clock may have been set back since then.
  const select = database.prepare('SELECT lab FROM uses ORDER BY rowid DESC');
  const write = database.prepare('INSERT OR REPLACE INTO uses (lab, time) VALUES (?, ?)');
  const newestFirst = () => select.all().map(({ lab }) => String(lab));
  let known = newestFirst();
  const worked = () => known.find((lab) => labs.has(lab));
  return {
    worked,
    get: () => labs.get(worked() ?? order.find((lab) => labs.has(lab)) ?? [...labs.keys()][0] ?? ''),
    note(lab) {
      // Most calls are for the lab of the one before.
      if (lab === known[0]) return;
      write.run(lab, now());
      known = newestFirst();
    },
  };
}
