import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';

interface FolderWatch {
  folders: readonly string[];
  /** Whether the folders below them are watched too, those that come later included. */
  deep?: boolean;
  /** Called with the name of what changed, within its own folder, where the system says it. */
  changed: (name: string | undefined) => void;
  /** Called once with the reason when a folder cannot be watched: the caller has to look for itself from then on. */
  cannot: (reason: string) => void;
  signal: AbortSignal;
}

/**
 * Calls back when something in these folders changes, until `signal` aborts. It is a hint to look, never the truth.
 *
 * One watch for each folder, none for files: an editor that renames a new file into place would end a watch on the old
 * one. Neither chokidar nor Node's own `recursive` does that: both take a watch for every file, and Node's swallows
 * "no space" on Linux, so that nobody learns that nothing is watched.
 */
export function watchFolders({ folders, deep = false, changed, cannot, signal }: FolderWatch): void {
  const watches = new Map<string, FSWatcher>();
  let refused = false;
  const refuse = (folder: string, error: NodeJS.ErrnoException) => {
    if (!refused && !signal.aborted) cannot(`${folder} cannot be watched: ${reasonOf(error)}`);
    refused = true;
  };
  const forget = (folder: string) => {
    for (const [path, watcher] of watches) {
      if (path !== folder && !path.startsWith(`${folder}/`)) continue;
      watches.delete(path);
      watcher.close();
    }
  };
  const follow = (folder: string) => {
    if (signal.aborted) return;
    const watcher = watch(folder, { persistent: false, signal }, (kind, name) => {
      changed(name ?? undefined);
      if (deep && kind === 'rename' && name !== null) renew(join(folder, name));
    });
    watches.set(folder, watcher);
    watcher.on('error', (error) => refuse(folder, error));
    if (deep) for (const below of foldersIn(folder)) followBelow(below);
  };
  const followBelow = (folder: string) => {
    try {
      follow(folder);
    } catch (error) {
      // Removed again meanwhile: the folder around it is watched and tells.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') refuse(folder, error as NodeJS.ErrnoException);
    }
  };
  /** A folder may have come, gone, or been replaced by another of its name. */
  const renew = (path: string) => {
    forget(path);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) followBelow(path);
  };
  for (const folder of folders) {
    try {
      follow(folder);
    } catch (error) {
      refuse(folder, error as NodeJS.ErrnoException);
    }
  }
}

function foldersIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
}

const REASONS: Record<string, string> = {
  ENOSPC:
    'this machine’s limit of watches is reached (ENOSPC). To raise it: sudo sysctl fs.inotify.max_user_watches=524288',
  EMFILE:
    'this user’s limit of watchers is reached (EMFILE). To raise it: sudo sysctl fs.inotify.max_user_instances=512',
};

function reasonOf({ code = '', message }: NodeJS.ErrnoException): string {
  return REASONS[code] ?? message;
}
