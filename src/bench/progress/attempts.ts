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
  /** The id of the newest attempt, 0 while there is none: what comes later has a greater one, whatever the clock says. */
  newest(): number;
  /**
   * Steps of the lab passed on this bench after an attempt, steps passed with the inserted solution included, each with the
   * time at which its first such check ended.
   */
  passedSince(lab: string, attempt: number): ReadonlyMap<string, number>;
}

/** Keeps attempts in the state folder's database. */
export function createAttempts(database: DatabaseSync): Attempts {
  const insert = database.prepare(
    'INSERT INTO attempts (lab, step, time, duration, verdict, solved, files) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const select = database.prepare(`${IN_ORDER} ORDER BY at DESC, id DESC LIMIT 50`);
  const numberOf = database.prepare(`SELECT number FROM (${IN_ORDER}) WHERE id = ?`);
  const newest = database.prepare('SELECT coalesce(max(id), 0) AS id FROM attempts');
  const pass = "lab = ? AND json_extract(verdict, '$.status') = 'pass'";
  const passed = database.prepare(`SELECT DISTINCT step FROM attempts WHERE ${pass} AND solved = 0`);
  const passedSince = database.prepare(
    `SELECT step, time + duration AS ended, min(id) FROM attempts WHERE ${pass} AND imported = 0 AND id > ? GROUP BY step`,
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
      const number = Number(numberOf.get(lab, id)?.['number']);
      return { id, number, ...attempt };
    },
    ofLab: (lab) => select.all(lab).map(readAttempt),
    passed: (lab) => steps(passed.all(lab)),
    newest: () => Number(newest.get()?.['id']),
    passedSince: (lab, attempt) =>
      new Map(passedSince.all(lab, attempt).map(({ step, ended }) => [String(step), Number(ended)])),
  };
}

/**
 * Attempts of a lab with their numbers. Those of this bench are in the order of their ids, also where the clock was set back
 * between two; what was imported from elsewhere may be older than what was here, so it stands where its time says.
 */
const IN_ORDER = `SELECT *, row_number() OVER (PARTITION BY step ORDER BY at, id) AS number FROM (
  SELECT *, iif(imported = 1, time, max(time) OVER (PARTITION BY imported ORDER BY id)) AS at FROM attempts WHERE lab = ?)`;

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
