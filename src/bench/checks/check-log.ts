import type { CheckRun } from '#api/check-run.ts';
import type { BenchEvent } from '#api/events.ts';

/** The last checks by number, for programs that ask how a check goes on instead of following events. */
export interface CheckLog {
  /** Takes note of an event. */
  note(event: BenchEvent): void;
  /** The check that began last. */
  newest(): CheckRun | undefined;
  find(run: number): CheckRun | undefined;
}

/** How many checks are kept: a program asks for the one that it started, and few can be started before it does. */
const KEPT = 20;

/** Makes the log of one server. Checks run one at a time, so that an event is always about the newest. */
export function createCheckLog(): CheckLog {
  const runs = new Map<number, CheckRun>();
  let number = 0;
  return {
    note(event) {
      if (event.type !== 'check') return;
      if (runs.get(number)?.state !== 'running') number++;
      const { lab, step, state, phase, attempt, problem } = event;
      runs.set(number, { run: number, lab, step, state, phase, attempt, problem });
      runs.delete(number - KEPT);
    },
    newest: () => runs.get(number),
    find: (run) => runs.get(run),
  };
}
