import { dirname, join } from 'node:path';
import type { LabFile } from '#api/lab-view.ts';
import { watchFolders } from '#disk/watch-folders.ts';
import { type FilesPlace, listFiles } from './lab-files.ts';

/** Milliseconds between two looks while changes go on: an editor writes a file in several steps. */
const SETTLE = 60;
/** Milliseconds between two looks in any case: network and container file systems tell nobody of changes. */
const POLL = 2_000;

/** Calls back with every lab file that changed on disk, whoever changed it, until `signal` aborts. */
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
    for (const file of await listFiles(place(), paths)) {
      const before = versions.get(file.path);
      versions.set(file.path, file.version);
      if (before !== undefined && before !== file.version && !signal.aborted) listener(file);
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
