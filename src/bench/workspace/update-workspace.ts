import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile } from '#disk/hash-file.ts';
import { writeAtomic } from '#disk/write-atomic.ts';
import { DURABLE } from './durable.ts';
import type { StartingFiles } from './starting-files.ts';

/**
 * After an update of the course: replaces files the learner never touched, adds new ones, removes those the
 * course dropped. `recorded` are the hashes the workspace was last made from, `base` those of today.
 */
export async function updateWorkspace(
  folder: string,
  start: StartingFiles,
  base: ReadonlyMap<string, string>,
  recorded: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [path, source] of start) {
    const now = await hashOf(join(folder, path));
    if (now === base.get(path)) continue;
    // Absent though it was there once: the learner deleted it.
    const untouched = now === recorded.get(path);
    if (untouched) await writeAtomic(join(folder, path), await readFile(source), DURABLE);
  }
  for (const [path, hash] of recorded) {
    if (!base.has(path) && (await hashOf(join(folder, path))) === hash) await rm(join(folder, path));
  }
}

async function hashOf(file: string): Promise<string | undefined> {
  return hashFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    // A folder, a link in a circle, or closed to us: it is the learner's doing, and equal to no text of ours.
    if (['EISDIR', 'ENOTDIR', 'ELOOP', 'EACCES'].includes(error.code ?? '')) return 'unreadable';
    throw error;
  });
}
