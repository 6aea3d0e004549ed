import type { Lab } from '#course/lab.ts';
import type { Action } from '../workspace-changes/action.ts';
import type { ProgressSnapshot } from '../workspace-changes/backup-record.ts';

/** A moment of a bench: milliseconds since the Unix epoch, and the id of the newest attempt, which no clock can set back. */
export interface Moment {
  time: number;
  attempt: number;
}

/** What an action makes of a learner's progress in a lab. `restored` is what a restored backup holds. */
export function progressAfter(
  before: ProgressSnapshot,
  { steps }: Lab,
  action: Action,
  now: Moment,
  restored?: ProgressSnapshot,
): ProgressSnapshot {
  switch (action.reason) {
    case 'open':
    case 'reset-step':
      return begin(before, steps, action.step, now);
    case 'reset-lab':
      return begin(before, steps, steps[0]!.id, now);
    case 'solve':
      return mark(begin(before, steps, action.step, now), action.step, 'solved', now);
    case 'skip': {
      const there = action.next === undefined ? before : begin(before, steps, action.next, now);
      return mark(there, action.step, 'skipped', now);
    }
    case 'restore':
      return restored ? withKnown(restored, now) : before;
    case 'reset-file':
      return before;
  }
}

/**
 * The step the bench is at: the one after the last that is done since the bench was brought to a step. `passed` are the
 * steps that were passed on this bench since then; marks of steps from that one on are all newer, because bringing the bench
 * to a step does away with them.
 */
export function currentStep(
  { steps }: Lab,
  { place, marks }: ProgressSnapshot,
  passed: Pick<ReadonlyMap<string, number>, 'keys'>,
): string {
  const first = Math.max(indexOf(steps, place?.step), 0);
  const marked = marks.filter(({ imported }) => !imported).map(({ step }) => step);
  const done = new Set([...passed.keys(), ...marked]);
  const last = steps.findLastIndex(({ id }, index) => index >= first && done.has(id));
  return steps[Math.min(Math.max(last + 1, first), steps.length - 1)]!.id;
}

/**
 * When the learner began a step, in milliseconds since the Unix epoch: the newest of the time at which the lab was first
 * opened, the time at which the bench was brought to this step or an earlier one, and the times at which the steps
 * between were done. A step that is done again is not begun again; one that the bench is brought to is.
 */
export function begunAt(
  { steps }: Lab,
  step: string,
  { place, marks }: ProgressSnapshot,
  { opened, passed }: { opened: number; passed: ReadonlyMap<string, number> },
): number {
  const [first, index] = [Math.max(indexOf(steps, place?.step), 0), indexOf(steps, step)];
  // A step before the one that the bench was brought to was begun before that, nobody knows when.
  if (index < first) return opened;
  const since = Math.max(opened, place?.time ?? 0);
  const marked = new Map(marks.filter(({ imported }) => !imported).map((one) => [one.step, one.time]));
  const done = steps.slice(first, index).flatMap(({ id }) => {
    const times = [passed.get(id), marked.get(id)].filter((time) => time !== undefined);
    return times.length > 0 ? [Math.min(...times)] : [];
  });
  return Math.max(since, ...done);
}

/** The marks of the steps from this one on go too: a solution that was put in there has left the workspace. */
function begin(
  { marks }: ProgressSnapshot,
  steps: Lab['steps'],
  step: string,
  { time, attempt }: Moment,
): ProgressSnapshot {
  const begunAgain = new Set(steps.slice(indexOf(steps, step)).map(({ id }) => id));
  return { place: { step, time, attempt }, marks: marks.filter((one) => !begunAgain.has(one.step)) };
}

function mark(
  { place, marks }: ProgressSnapshot,
  step: string,
  name: 'solved' | 'skipped',
  { time }: Moment,
): ProgressSnapshot {
  const others = marks.filter((one) => one.step !== step);
  return { ...(place && { place }), marks: [...others, { step, mark: name, time }] };
}

/** A backup may be older than the record of attempts: one that was begun anew has smaller ids. */
function withKnown({ place, marks }: ProgressSnapshot, { attempt }: Moment): ProgressSnapshot {
  if (place?.attempt === undefined) return { ...(place && { place }), marks };
  return { place: { ...place, attempt: Math.min(place.attempt, attempt) }, marks };
}

function indexOf(steps: Lab['steps'], step: string | undefined): number {
  return steps.findIndex(({ id }) => id === step);
}
