import { watch } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LabFile } from '#api/lab-view.ts';
import { type FilesPlace, listFiles } from './lab-files.ts';

const SETTLE = 60;
/** Also looked at this often: some file systems tell nobody of changes. */
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
  for (const folder of new Set(paths.map((path) => dirname(join(place().folder, path))))) {
    try {
      // Folders, not files: an editor that renames a new file into place would end a watch on the old one.
      watch(folder, { persistent: false, signal }, lookSoon).on('error', () => {});
    } catch {
      // Too many watches on this machine, or the folder is gone; the poll goes on.
    }
  }
}
