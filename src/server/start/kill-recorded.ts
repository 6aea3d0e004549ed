import { isAlive } from '#runtimes/process/identity.ts';
import { readRecords } from '#runtimes/state/processes.ts';

/** Ends at once, without asking, every process that is on record in this state folder, with its group. */
export function killRecorded(stateFolder: string): void {
  for (const record of readRecords(stateFolder).filter(isAlive)) {
    for (const pid of [-record.pid, record.pid]) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It leads no group, or has just ended.
      }
    }
  }
}
