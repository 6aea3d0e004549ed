import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LabFile } from '#api/lab-view.ts';
import { watchFolders } from '#disk/watch-folders.ts';
import { type FilesPlace, listFiles } from './lab-files.ts';

/** Milliseconds between two looks while changes go on: an editor writes a file in several steps. */
const SETTLE = 60;
/** Milliseconds between two looks in any case: network and container file systems tell nobody of changes. */
const POLL = 2_000;

/**
 * Calls back with every lab file that was written on disk, whoever wrote it, until `signal` aborts. A file that was changed
 * and changed back between two looks is told of too: the page may have heard of the change in between by its own save.
 */
export function watchFiles(
  place: () => FilesPlace,
  paths: readonly string[],
  listener: (file: LabFile) => void,
  signal: AbortSignal,
): void {
  const versions = new Map<string, string>();
  let looking: Promise<void> | undefined;
  let again = false;
  const look = async () => {
    // Before the texts are read, so that a write in between is found by the next look.
    const writes = await Promise.all(paths.map((path) => lastWrite(join(place().folder, path))));
    for (const [at, file] of (await listFiles(place(), paths)).entries()) {
      const before = versions.get(file.path);
      const now = `${file.version} ${writes[at]}`;
      versions.set(file.path, now);
      if (before !== undefined && before !== now && !signal.aborted) listener(file);
    }
  };
  const lookSoon = () => {
    if (looking) {
      again = true;
      return;
    }
    looking = look()
      // Unreadable for a moment, or replaced by a folder: the next look tells.
      .catch(() => {})
      .finally(() => {
        looking = undefined;
        if (again && !signal.aborted) setTimeout(lookSoon, SETTLE).unref();
        again = false;
      });
  };
  lookSoon();
  const timer = setInterval(lookSoon, POLL).unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  watchFolders({
    folders: [...new Set(paths.map((path) => dirname(join(place().folder, path))))],
    changed: lookSoon,
    // The polling above finds the change too, only later.
    cannot() {},
    signal,
  });
}

/** Changes with every write of a file, also with a write of the same text. */
async function lastWrite(file: string): Promise<string> {
  const found = await lstat(file, { bigint: true }).catch(() => undefined);
  return found ? `${found.ino} ${found.mtimeNs}` : '';
}
