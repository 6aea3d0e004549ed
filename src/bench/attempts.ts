import type { DatabaseSync } from 'node:sqlite';
import type { Attempt } from '#api/lab-view.ts';

/** The record of graded tries. */
export interface Attempts {
  add(attempt: Omit<Attempt, 'id'>): Attempt;
  /** Newest first, at most 50. */
  ofLab(lab: string): Attempt[];
  /** Steps of the lab that were passed at least once. */
  passed(lab: string): Set<string>;
}

/** Keeps attempts in the state folder's database. */
export function createAttempts(database: DatabaseSync): Attempts {
  const insert = database.prepare(
    'INSERT INTO attempts (lab, step, time, duration, verdict) VALUES (?, ?, ?, ?, ?)',
  );
  const select = database.prepare('SELECT * FROM attempts WHERE lab = ? ORDER BY id DESC LIMIT 50');
  const passed = database.prepare(
    "SELECT DISTINCT step FROM attempts WHERE lab = ? AND json_extract(verdict, '$.status') = 'pass'",
  );
  return {
    add(attempt) {
      const { lab, step, time, duration, verdict } = attempt;
      const { lastInsertRowid } = insert.run(lab, step, time, duration, JSON.stringify(verdict));
      return { id: Number(lastInsertRowid), ...attempt };
    },
    ofLab: (lab) =>
      select.all(lab).map((row) => ({
        id: Number(row.id),
        lab: String(row.lab),
        step: String(row.step),
        time: Number(row.time),
        duration: Number(row.duration),
        verdict: JSON.parse(String(row.verdict)),
      })),
    passed: (lab) => new Set(passed.all(lab).map((row) => String(row.step))),
  };
}
