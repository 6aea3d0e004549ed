import { access, constants, lstat, readlink, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readPieces } from '#disk/read-pieces.ts';
import { writeAtomic } from '#disk/write-atomic.ts';
import { DURABLE } from '../workspace/durable.ts';
import type { ModuleFiles } from '../workspace/module-files.ts';
import type { Difference } from './compare.ts';

/** A file that is ready to be put in place: its bytes are on the disk already. */
export type Staged = { path: string } & ({ file: string } | { link: string });

/**
 * Writes every new text beside the workspace before the first file of it is touched, so that a full disk or a folder
 * that may not be written is met here.
 */
export async function stage(
  workspace: string,
  differences: readonly Difference[],
  files: ModuleFiles,
): Promise<Staged[]> {
  const folder = stageFolder(workspace);
  await rm(folder, { recursive: true, force: true });
  const staged: Staged[] = [];
  for (const { path, change } of differences) {
    await mayChange(workspace, path);
    if (change === 'removed') continue;
    const source = files.get(path)!;
    if ((await lstat(source)).isSymbolicLink()) staged.push({ path, link: await readlink(source) });
    else {
      const file = join(folder, String(staged.length));
      await writeAtomic(file, readPieces(source), DURABLE);
      staged.push({ path, file });
    }
  }
  return staged;
}

/** Removes what staging left. */
export async function clearStage(workspace: string): Promise<void> {
  await rm(stageFolder(workspace), { recursive: true, force: true });
}

function stageFolder(workspace: string): string {
  return `${workspace}.stage`;
}

/** Throws when the nearest folder around a path may not be written. */
async function mayChange(workspace: string, path: string): Promise<void> {
  for (let folder = dirname(join(workspace, path)); ; folder = dirname(folder)) {
    const found = await lstat(folder).catch(() => undefined);
    // A link in the place of a folder is itself taken away; the folder around it counts.
    if (found?.isDirectory()) return access(folder, constants.W_OK | constants.X_OK);
    if (folder === workspace || folder === dirname(folder)) return;
  }
}
