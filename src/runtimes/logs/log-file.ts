import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';

/** A log file that starts anew (keeping one older file) when it is full. */
export interface LogFile {
  write(line: string): void;
  close(): void;
}

/** Opens the file for appending. A full disk costs lines, never the process that logs. */
export function openLogFile(path: string, maxBytes = 5_000_000): LogFile {
  let fd = tryOpen(path);
  let size = fd === undefined ? 0 : fstatSync(fd).size;
  return {
    write(line) {
      if (fd === undefined) return;
      try {
        size += writeSync(fd, `${line}\n`);
        if (size < maxBytes) return;
        closeSync(fd);
        renameSync(path, `${path}.1`);
        fd = tryOpen(path);
        size = 0;
      } catch {
        // The newest lines are in memory as well; the next write tries again.
      }
    },
    close() {
      if (fd !== undefined) closeSync(fd);
      fd = undefined;
    },
  };
}

function tryOpen(path: string): number | undefined {
  try {
    return openSync(path, 'a', 0o600);
  } catch {
    return undefined;
  }
}
