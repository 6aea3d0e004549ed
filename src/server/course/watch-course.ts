import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';

/** What pages and labs are made of. Other code of src/ is taken up when the server is started again. */
const WATCHED = ['content', 'labs', 'src/site', 'src/course'];
/** An editor writes a file in several steps, and git many files: what follows this soon is one change. */
const SETTLE = 250;
/** Where the system cannot tell of changes, it is looked for them this often. */
const POLL = 5_000;

/** Calls back after every change of the course's sources, once it is quiet, until `signal` aborts. */
export function watchCourse(repository: string, changed: () => void, signal: AbortSignal): void {
  let settling: NodeJS.Timeout | undefined;
  let polling: NodeJS.Timeout | undefined;
  const soon = (_kind?: string, path?: string | null) => {
    if (signal.aborted || (path && isDraft(path))) return;
    clearTimeout(settling);
    settling = setTimeout(changed, SETTLE).unref();
  };
  const poll = () => {
    polling ??= setInterval(changed, POLL).unref();
  };
  signal.addEventListener(
    'abort',
    () => {
      clearTimeout(settling);
      clearInterval(polling);
    },
    { once: true },
  );
  for (const folder of WATCHED) {
    try {
      const options = { recursive: true, persistent: false, signal } as const;
      const watcher: FSWatcher = watch(join(repository, folder), options, soon);
      watcher.on('error', poll);
    } catch {
      poll();
    }
  }
}

/** What editors leave beside the file they write. */
function isDraft(path: string): boolean {
  return /(^|\/)(\.[^/]*|[^/]*~|4913|#[^/]*#)$/.test(path);
}
