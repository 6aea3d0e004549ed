import type { DatabaseSync } from 'node:sqlite';
import type { Mark } from '#api/lab-view.ts';
import type { Lab } from '#course/lab.ts';
import type { Action } from '../change/action.ts';
import type { ProgressSnapshot } from '../change/backup-record.ts';
import type { Attempts } from './attempts.ts';
import { transaction } from './transaction.ts';

/** Where the learner stands in every lab: the step the bench was brought to, marks of steps, hints given. */
export interface LabProgress {
  /** The step the bench is at: the one after the last that is done since the bench was brought to a step. */
  current(lab: Lab): string;
  marks(lab: string): ReadonlyMap<string, Mark>;
  /** Whether the solution of a step was put into this bench since the step was begun. */
  isSolved(lab: string, step: string): boolean;
  /** How many hints of each step were given. */
  hints(lab: string): ReadonlyMap<string, number>;
  giveHint(lab: string, step: string, given: number): void;
  /** What a kept copy brings back together with the files. */
  snapshot(lab: string): ProgressSnapshot;
  /** Records what an action makes of it. `before` is what a restored copy holds. */
  settle(lab: Lab, action: Action, now: number, before?: ProgressSnapshot): void;
}

/** Keeps standings in the state folder's database. */
export function createLabProgress(
  database: DatabaseSync,
  attempts: Pick<Attempts, 'passedSince'>,
): LabProgress {
  const place = database.prepare('SELECT step, time FROM places WHERE lab = ?');
  const marks = database.prepare('SELECT * FROM marks WHERE lab = ? ORDER BY step');
  const hints = database.prepare('SELECT step, given FROM hints WHERE lab = ?');
  const setPlace = database.prepare('INSERT OR REPLACE INTO places (lab, step, time) VALUES (?, ?, ?)');
  const setMark = database.prepare(
    'INSERT OR REPLACE INTO marks (lab, step, mark, time, imported) VALUES (?, ?, ?, ?, ?)',
  );
  const setHint = database.prepare('INSERT OR REPLACE INTO hints (lab, step, given) VALUES (?, ?, ?)');
  const dropMark = database.prepare('DELETE FROM marks WHERE lab = ? AND step = ?');
  const dropMarks = database.prepare('DELETE FROM marks WHERE lab = ?');
  const dropPlace = database.prepare('DELETE FROM places WHERE lab = ?');

  const marksOf = (lab: string): ProgressSnapshot['marks'] =>
    marks.all(lab).map(({ step, mark, time, imported }) => ({
      step: String(step),
      mark: String(mark) as Mark,
      time: Number(time),
      ...(imported === 1 && { imported: true }),
    }));
  const placeOf = (lab: string): ProgressSnapshot['place'] => {
    const row = place.get(lab);
    return row && { step: String(row.step), time: Number(row.time) };
  };
  const begin = ({ id, steps }: Lab, step: string, now: number) => {
    setPlace.run(id, step, now);
    // What comes after is begun again too: a solution that was put in there is gone from the workspace.
    for (const later of steps.slice(indexOf(steps, step))) dropMark.run(id, later.id);
  };
  const bringBack = (lab: string, { place, marks }: ProgressSnapshot) => {
    dropMarks.run(lab);
    dropPlace.run(lab);
    if (place) setPlace.run(lab, place.step, place.time);
    for (const { step, mark, time, imported } of marks) setMark.run(lab, step, mark, time, imported ? 1 : 0);
  };
  const apply = (lab: Lab, action: Action, now: number, before?: ProgressSnapshot) => {
    if (action.reason === 'open' || action.reason === 'reset-step') begin(lab, action.step, now);
    if (action.reason === 'reset-lab') begin(lab, lab.steps[0]!.id, now);
    if (action.reason === 'solve') {
      begin(lab, action.step, now);
      setMark.run(lab.id, action.step, 'solved', now, 0);
    }
    if (action.reason === 'skip') {
      if (action.next !== undefined) begin(lab, action.next, now);
      setMark.run(lab.id, action.step, 'skipped', now, 0);
    }
    if (action.reason === 'restore' && before) bringBack(lab.id, before);
  };
  const current = ({ id, steps }: Lab) => {
    const from = placeOf(id);
    const first = Math.max(indexOf(steps, from?.step), 0);
    const done = attempts.passedSince(id, from?.time ?? 0);
    for (const { step, time, imported } of marksOf(id))
      if (!imported && time >= (from?.time ?? 0)) done.add(step);
    const last = steps.findLastIndex((step, index) => index >= first && done.has(step.id));
    return steps[Math.min(Math.max(last + 1, first), steps.length - 1)]!.id;
  };
  return {
    current,
    marks: (lab) => new Map(marksOf(lab).map(({ step, mark }) => [step, mark])),
    isSolved: (lab, step) =>
      marksOf(lab).some((one) => one.step === step && one.mark === 'solved' && !one.imported),
    hints: (lab) => new Map(hints.all(lab).map(({ step, given }) => [String(step), Number(given)])),
    giveHint: (lab, step, given) => void setHint.run(lab, step, given),
    snapshot: (lab) => ({ place: placeOf(lab), marks: marksOf(lab) }),
    settle: (lab, action, now, before) => transaction(database, () => apply(lab, action, now, before)),
  };
}

function indexOf(steps: Lab['steps'], step: string | undefined): number {
  return steps.findIndex(({ id }) => id === step);
}
