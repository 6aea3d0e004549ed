import type { DatabaseSync } from 'node:sqlite';
import type { Attempt } from '#api/lab-view.ts';
import type { Verdict } from '#course/verdict.ts';
import { upgradeVerdict } from './stored-verdict.ts';

/** The record of graded tries. */
export interface Attempts {
  add(attempt: Omit<Attempt, 'id' | 'number'>): Attempt;
  /** Newest first, at most 50. */
  ofLab(lab: string): Attempt[];
  /** Steps of the lab that the learner passed at least once. */
  passed(lab: string): Set<string>;
  /**
   * Steps of the lab passed on this bench at or after a time, steps passed with the inserted solution included, each with
   * the time at which its first such check ended.
   */
  passedSince(lab: string, time: number): ReadonlyMap<string, number>;
}

/** Keeps attempts in the state folder's database. */
export function createAttempts(database: DatabaseSync): Attempts {
  const insert = database.prepare(
    'INSERT INTO attempts (lab, step, time, duration, verdict, solved, files) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  // By time and not by id: what was imported from elsewhere may be older than what was here.
  const select = database.prepare(
    `SELECT *, row_number() OVER (PARTITION BY step ORDER BY time, id) AS number
      FROM attempts WHERE lab = ? ORDER BY time DESC, id DESC LIMIT 50`,
  );
  const countUpTo = database.prepare(
    'SELECT count(*) AS number FROM attempts WHERE lab = ? AND step = ? AND (time < ? OR (time = ? AND id <= ?))',
  );
  const pass = "lab = ? AND json_extract(verdict, '$.status') = 'pass'";
  const passed = database.prepare(`SELECT DISTINCT step FROM attempts WHERE ${pass} AND solved = 0`);
  const passedSince = database.prepare(
    `SELECT step, min(time + duration) AS ended FROM attempts WHERE ${pass} AND imported = 0 AND time >= ? GROUP BY step`,
  );
  const steps = (rows: Record<string, unknown>[]) => new Set(rows.map(({ step }) => String(step)));
  return {
    add(attempt) {
      const { lab, step, time, duration, verdict, solved, files } = attempt;
      const { lastInsertRowid } = insert.run(
        lab,
        step,
        time,
        duration,
        JSON.stringify(verdict),
        solved ? 1 : 0,
        files ? JSON.stringify(files) : null,
      );
      const id = Number(lastInsertRowid);
      const number = Number(countUpTo.get(lab, step, time, time, id)?.['number']);
      return { id, number, ...attempt };
    },
    ofLab: (lab) => select.all(lab).map(readAttempt),
    passed: (lab) => steps(passed.all(lab)),
    passedSince: (lab, time) =>
      new Map(passedSince.all(lab, time).map(({ step, ended }) => [String(step), Number(ended)])),
  };
}

/** An attempt as its row in the table says it. */
export function readAttempt(row: Record<string, unknown>): Attempt {
  return {
    id: Number(row['id']),
    number: Number(row['number']),
    lab: String(row['lab']),
    step: String(row['step']),
    time: Number(row['time']),
    duration: Number(row['duration']),
    verdict: upgradeVerdict(JSON.parse(String(row['verdict']))) as Verdict,
    ...(row['solved'] === 1 && { solved: true }),
    ...(typeof row['files'] === 'string' && { files: JSON.parse(row['files']) as Attempt['files'] }),
  };
}
