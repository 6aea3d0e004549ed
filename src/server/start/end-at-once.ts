import { killRunning } from '#runtimes/process/run.ts';
import { readRecords } from '#runtimes/state/processes.ts';
import { reapAtOnce } from '#runtimes/state/reaper.ts';

/**
 * Ends this process and, without asking, all that it started: what is on record in its state folder, what carries its
 * mark, and the commands that run.
 */
export function endAtOnce(stateFolder: string, instance: string | undefined, code: number): never {
  killRunning();
  reapAtOnce(readRecords(stateFolder), instance === undefined ? [] : [instance]);
  process.exit(code);
}
