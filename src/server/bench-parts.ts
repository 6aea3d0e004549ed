import type { Bench } from '#bench/bench.ts';
import type { ProcessRecords } from '#runtimes/state/processes.ts';
import type { TerminalSessions } from '#terminal/server/sessions.ts';

/** Everything the routes of a running bench work on; each takes the parts it needs. */
export interface BenchParts extends Bench {
  terminals: TerminalSessions;
  /** Where terminals find the command `lab`, and what it needs to know of a lab. */
  labCommand: { folder: string; env(lab: string): Record<string, string> };
  records: Pick<ProcessRecords, 'add' | 'remove'>;
}
