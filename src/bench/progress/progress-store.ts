import type { DatabaseSync } from 'node:sqlite';
import type { Mark } from '#api/lab-view.ts';
import type { Lab } from '#course/lab.ts';
import type { Action } from '../workspace-changes/action.ts';
import type { ProgressSnapshot } from '../workspace-changes/backup-record.ts';
import type { Attempts } from './attempts.ts';
import { begunAt, currentStep, progressAfter } from './lab-progress.ts';
import { transaction } from './transaction.ts';

/** A learner's progress in every lab: the step the bench was brought to, marks of steps, hints given. */
export interface ProgressStore {
  /** The step the bench is at; see `currentStep`. */
  current(lab: Lab): string;
  /** Notes that the learner has a lab before them; only the first time counts. */
  noteOpened(lab: string, now: number): void;
  /** When the learner began a step; see `begunAt`. */
  begun(lab: Lab, step: string): number;
  marks(lab: string): ReadonlyMap<string, Mark>;
  /** Whether the solution of a step was put into this bench since the step was begun. */
  isSolved(lab: string, step: string): boolean;
  /** How many hints of each step were given. */
  hints(lab: string): ReadonlyMap<string, number>;
  giveHint(lab: string, step: string, given: number): void;
  /** What a backup brings back together with the files. */
  snapshot(lab: string): ProgressSnapshot;
  /** Records what an action makes of it; see `progressAfter`. */
  record(lab: Lab, action: Action, now: number, restored?: ProgressSnapshot): void;
}

/** Keeps progress in the state folder's database. */
export function createProgressStore(
  database: DatabaseSync,
  attempts: Pick<Attempts, 'passedSince' | 'newest'>,
): ProgressStore {
  const { read, write } = createSnapshots(database);
  const hints = database.prepare('SELECT step, given FROM hints WHERE lab = ?');
  const setOpened = database.prepare('INSERT OR IGNORE INTO opened (lab, time) VALUES (?, ?)');
  const firstOpened = database.prepare('SELECT time FROM opened WHERE lab = ?');
  const setHint = database.prepare('INSERT OR REPLACE INTO hints (lab, step, given) VALUES (?, ?, ?)');
  return {
    current(lab) {
      const progress = read(lab.id);
      return currentStep(lab, progress, attempts.passedSince(lab.id, progress.place?.attempt ?? 0));
    },
    noteOpened: (lab, now) => void setOpened.run(lab, now),
    begun(lab, step) {
      const progress = read(lab.id);
      const passed = attempts.passedSince(lab.id, progress.place?.attempt ?? 0);
      const opened = Number(firstOpened.get(lab.id)?.time ?? 0);
      return begunAt(lab, step, progress, { opened, passed });
    },
    marks: (lab) => new Map(read(lab).marks.map(({ step, mark }) => [step, mark])),
    isSolved: (lab, step) =>
      read(lab).marks.some((one) => one.step === step && one.mark === 'solved' && !one.imported),
    hints: (lab) => new Map(hints.all(lab).map(({ step, given }) => [String(step), Number(given)])),
    giveHint: (lab, step, given) => void setHint.run(lab, step, given),
    snapshot: read,
    record: (lab, action, time, restored) =>
      transaction(database, () => {
        const now = { time, attempt: attempts.newest() };
        write(lab.id, progressAfter(read(lab.id), lab, action, now, restored));
      }),
  };
}

interface Snapshots {
  read(lab: string): ProgressSnapshot;
  /** Replaces all that is kept of a lab. */
  write(lab: string, progress: ProgressSnapshot): void;
}

function createSnapshots(database: DatabaseSync): Snapshots {
  const place = database.prepare('SELECT step, time, attempt FROM places WHERE lab = ?');
  const marks = database.prepare('SELECT * FROM marks WHERE lab = ? ORDER BY step');
  // A place that a backup of an earlier version holds has a time alone.
  const setPlace = database.prepare(
    `INSERT INTO places (lab, step, time, attempt) VALUES (:lab, :step, :time, coalesce(:attempt,
      (SELECT max(id) FROM attempts WHERE imported = 0 AND time < :time), 0))`,
  );
  const setMark = database.prepare(
    'INSERT INTO marks (lab, step, mark, time, imported) VALUES (?, ?, ?, ?, ?)',
  );
  const dropMarks = database.prepare('DELETE FROM marks WHERE lab = ?');
  const dropPlace = database.prepare('DELETE FROM places WHERE lab = ?');
  return {
    read(lab) {
      const row = place.get(lab);
      return {
        ...(row && {
          place: { step: String(row.step), time: Number(row.time), attempt: Number(row.attempt) },
        }),
        marks: marks.all(lab).map(({ step, mark, time, imported }) => ({
          step: String(step),
          mark: String(mark) as Mark,
          time: Number(time),
          ...(imported === 1 && { imported: true }),
        })),
      };
    },
    write(lab, progress) {
      dropMarks.run(lab);
      dropPlace.run(lab);
      if (progress.place) setPlace.run({ lab, attempt: null, ...progress.place });
      for (const { step, mark, time, imported } of progress.marks)
        setMark.run(lab, step, mark, time, imported ? 1 : 0);
    },
  };
}
