import type { CheckRun } from '#api/check-run.ts';
import type { BenchEvent } from '#api/events.ts';

/** The last checks by number, for those who ask how one goes on instead of following events. */
export interface CheckLog {
  /** Takes note of what the pages are told. */
  note(event: BenchEvent): void;
  /** The check that began last. */
  newest(): CheckRun | undefined;
  find(run: number): CheckRun | undefined;
}

/** Far more than anyone still waits for. */
const KEPT = 20;

/** Makes the log of one server. Checks run one at a time, so what is told is always of the newest. */
export function createCheckLog(): CheckLog {
  const runs = new Map<number, CheckRun>();
  let number = 0;
  return {
    note(event) {
      if (event.type !== 'check') return;
      if (runs.get(number)?.state !== 'running') number++;
      const { lab, step, state, phase, attempt } = event;
      runs.set(number, { run: number, lab, step, state, phase, attempt });
      runs.delete(number - KEPT);
    },
    newest: () => runs.get(number),
    find: (run) => runs.get(run),
  };
}
