import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAtomic } from '#disk/write-atomic.ts';
import { git } from './git.ts';
import type { Overlay } from './overlays.ts';

/** What became of an overlay: merged, merged but for some places, or left alone because the old version is not to be had. */
export type Merge = { status: 'merged' } | { status: 'conflicts'; places: number } | { status: 'no base' };

/** The most conflicts that git counts; any greater exit code is a failure of git itself. */
const MOST_CONFLICTS = 127;

/**
 * Brings into an overlay what changed in the file it replaces since it was made. The old version comes from git by its
 * blob id. Places where both changed are marked in the file.
 */
export async function mergeOverlay(
  { file, replaces, madeFrom }: Overlay & { madeFrom: string },
  root: string,
  signal: AbortSignal,
): Promise<Merge> {
  const old = await git(['cat-file', 'blob', madeFrom], root, signal);
  if (old.code !== 0) return { status: 'no base' };
  const folder = await mkdtemp(join(tmpdir(), 'spanwise-merge-'));
  try {
    const place = (name: string) => join(folder, name);
    await writeFile(place('answer'), await readFile(file));
    await writeFile(place('before'), old.out);
    await writeFile(place('now'), await readFile(replaces));
    const labels = ['-L', 'this answer', '-L', 'made from', '-L', 'as it is now'];
    const merged = await git(['merge-file', '--diff3', ...labels, 'answer', 'before', 'now'], folder, signal);
    if (merged.code > MOST_CONFLICTS)
      throw new Error(`git merge-file failed on ${file}: ${merged.err.trim()}`);
    await writeAtomic(file, await readFile(place('answer')));
    return merged.code === 0 ? { status: 'merged' } : { status: 'conflicts', places: merged.code };
  } finally {
    await rm(folder, { recursive: true });
  }
}
