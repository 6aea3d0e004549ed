import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomicSync } from '#disk/write-atomic.ts';
import { isAlive, startTimeOf } from '../process/identity.ts';

/** One process that some server started. Its group is ended with it. */
export interface ProcessRecord {
  pid: number;
  startTime: string;
  /** What it is: a part, `epmd`, `shell`. */
  part: string;
  instance: string;
}

/** The list of everything a server started, on disk before anything can go wrong with the process. */
export interface ProcessRecords {
  add(pid: number, part: string): void;
  remove(pid: number): void;
}

/** Opens the list of `instance`; records of others stay for the reaper. */
export function recordProcesses(stateFolder: string, instance: string): ProcessRecords {
  const file = join(stateFolder, 'processes.json');
  return {
    add(pid, part) {
      const startTime = startTimeOf(pid);
      // Already gone: there is nothing to end, and its number may soon be another's.
      if (!startTime) return;
      write(file, [...readRecords(stateFolder).filter(isAlive), { pid, startTime, part, instance }]);
    },
    remove(pid) {
      write(
        file,
        readRecords(stateFolder).filter((record) => record.pid !== pid),
      );
    },
  };
}

/** What the list says now; nothing when there is none. */
export function readRecords(stateFolder: string): ProcessRecord[] {
  try {
    const records: unknown = JSON.parse(readFileSync(join(stateFolder, 'processes.json'), 'utf8'));
    return Array.isArray(records) ? records.filter(isRecord) : [];
  } catch {
    return [];
  }
}

/** A damaged record must not name a process that nobody started: 0 would be our own group. */
function isRecord(record: Partial<ProcessRecord> | null): record is ProcessRecord {
  return (
    Number.isInteger(record?.pid) &&
    record!.pid! > 1 &&
    typeof record!.startTime === 'string' &&
    typeof record!.instance === 'string'
  );
}

/** A full disk costs the record, never the server: the mark in the environment finds its processes as well. */
function write(file: string, records: ProcessRecord[]): void {
  try {
    writeAtomicSync(file, `${JSON.stringify(records, null, 2)}\n`, { mode: 0o600 });
  } catch {
    // The list stays as it was.
  }
}
