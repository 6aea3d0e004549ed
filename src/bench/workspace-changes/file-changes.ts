import { join } from 'node:path';
import { MAX_TEXT_BYTES } from '#api/lab-view.ts';
import type { FileChange } from '#api/workspace-change.ts';
import { readAtMost } from '#disk/read-at-most.ts';
import type { ModuleFiles } from '../workspace/module-files.ts';
import type { Difference } from './compare.ts';
import type { Entries } from './entries.ts';
import { lineDiff } from './line-diff.ts';

interface Sides {
  /** The workspace, and what was found in it. */
  folder: string;
  now: Entries;
  /** The other state, and what it holds. */
  files: ModuleFiles;
  there: Entries;
}

/** The differences with a diff of each text, from the workspace to the other state or back. */
export async function describeChanges(
  differences: readonly Difference[],
  { folder, now, files, there }: Sides,
  direction: 'to' | 'from',
): Promise<FileChange[]> {
  return Promise.all(
    differences.map(async ({ path, change }) => {
      const texts = await Promise.all([
        readText(now, path, join(folder, path)),
        readText(there, path, files.get(path) ?? ''),
      ]);
      const [before, after] = direction === 'to' ? texts : texts.toReversed();
      if (before === undefined || after === undefined) return { path, change };
      return { path, change, diff: lineDiff(before, after) };
    }),
  );
}

/** The text of a file; empty for one that is not there, undefined for a link and for what is no text. */
async function readText(entries: Entries, path: string, file: string): Promise<string | undefined> {
  const entry = entries.get(path);
  if (!entry) return '';
  if (entry.kind !== 'file') return undefined;
  // The editor of the page takes no bigger files either.
  const read = await readAtMost(file, MAX_TEXT_BYTES).catch(() => undefined);
  if (!read || !('bytes' in read) || read.bytes.includes(0)) return undefined;
  return read.bytes.toString('utf8');
}
