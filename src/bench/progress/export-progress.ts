import type { DatabaseSync } from 'node:sqlite';
import type { Mark } from '#api/lab-view.ts';
import { type Imported, PROGRESS_VERSION, type ProgressFile } from '#api/progress-file.ts';
import { readAttempt } from './attempts.ts';
import { transaction } from './transaction.ts';

/** All that is recorded of the learner's labs, as one file. */
export function exportProgress(database: DatabaseSync, now: number): ProgressFile {
  const attempts = database.prepare('SELECT * FROM attempts ORDER BY time, id').all();
  const marks = database.prepare('SELECT * FROM marks ORDER BY lab, step').all();
  const hints = database.prepare('SELECT * FROM hints ORDER BY lab, step').all();
  return {
    format: 'spanwise-progress',
    version: PROGRESS_VERSION,
    exported: now,
    attempts: attempts.map((row) => {
      // The files themselves stay here, and so do their versions.
      const { id: _, number: __, files: ___, ...attempt } = readAttempt(row);
      return attempt;
    }),
    marks: marks.map(({ lab, step, mark, time }) => ({
      lab: String(lab),
      step: String(step),
      mark: String(mark) as Mark,
      time: Number(time),
    })),
    hints: hints.map(({ lab, step, given }) => ({
      lab: String(lab),
      step: String(step),
      given: Number(given),
    })),
    // The browser keeps what was read and answered, and its page fills this in.
    reading: {},
  };
}

/**
 * Adds what a file knows and this bench does not; removes and replaces nothing. The bench stays at the step it is at,
 * because its files do not come with the record. What was read and answered is given back, because the browser keeps it.
 */
export function importProgress(database: DatabaseSync, file: ProgressFile): Imported {
  const known = database.prepare(
    "SELECT 1 FROM attempts WHERE lab = ? AND step = ? AND time = ? AND duration = ? AND json_extract(verdict, '$.status') = ?",
  );
  const add = database.prepare(
    'INSERT INTO attempts (lab, step, time, duration, verdict, solved, imported) VALUES (?, ?, ?, ?, ?, ?, 1)',
  );
  const mark = database.prepare(
    'INSERT OR IGNORE INTO marks (lab, step, mark, time, imported) VALUES (?, ?, ?, ?, 1)',
  );
  const hint = database.prepare(
    'INSERT INTO hints (lab, step, given) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET given = max(given, excluded.given)',
  );
  const added = { attempts: 0, marks: 0 };
  transaction(database, () => {
    for (const { lab, step, time, duration, verdict, solved } of file.attempts) {
      if (known.get(lab, step, time, duration, verdict.status)) continue;
      add.run(lab, step, time, duration, JSON.stringify(verdict), solved ? 1 : 0);
      added.attempts++;
    }
    for (const { lab, step, mark: name, time } of file.marks)
      added.marks += Number(mark.run(lab, step, name, time).changes);
    for (const { lab, step, given } of file.hints) hint.run(lab, step, given);
  });
  const all = file.attempts.length + file.marks.length;
  return { ...added, known: all - added.attempts - added.marks, reading: file.reading };
}
