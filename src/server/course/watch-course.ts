import { join } from 'node:path';
import { watchFolders } from '#disk/watch-folders.ts';

/** What pages and labs are made of. Other code of src/ is taken up when the server is started again. */
const WATCHED = ['content', 'labs', 'src/site', 'src/course'];
/** Milliseconds of quiet that end a change: an editor writes a file in several steps, and git many files. */
const SETTLE = 250;
/** Milliseconds between two looks where the system cannot tell of changes: a look hashes all sources. */
const POLL = 5_000;

interface Watching {
  repository: string;
  changed: () => void;
  say: (text: string) => void;
  signal: AbortSignal;
}

/** Calls back after every change of the course's sources, once it is quiet, until `signal` aborts. */
export function watchCourse({ repository, changed, say, signal }: Watching): void {
  let settling: NodeJS.Timeout | undefined;
  let polling: NodeJS.Timeout | undefined;
  signal.addEventListener(
    'abort',
    () => {
      clearTimeout(settling);
      clearInterval(polling);
    },
    { once: true },
  );
  watchFolders({
    folders: WATCHED.map((folder) => join(repository, folder)),
    deep: true,
    changed(name) {
      if (signal.aborted || (name !== undefined && isDraft(name))) return;
      clearTimeout(settling);
      settling = setTimeout(changed, SETTLE).unref();
    },
    cannot(reason) {
      say(`  ${reason}\n  The course is looked at every ${POLL / 1000} s instead.`);
      polling ??= setInterval(changed, POLL).unref();
    },
    signal,
  });
}

/** What editors leave beside the file they write. */
function isDraft(name: string): boolean {
  return /^(\..*|.*~|4913|#.*#)$/.test(name);
}
