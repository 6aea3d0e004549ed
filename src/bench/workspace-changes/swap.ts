import { link, lstat, mkdir, rename, rmdir, symlink, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Difference } from './compare.ts';
import type { Staged } from './stage.ts';

/** How often a file that comes back while it is being replaced is set aside again: an editor saves once or twice. */
const TRIES = 20;

/**
 * Carries the differences out. Every file that has to go is moved into the backup, not removed: whatever was written to it
 * after it was copied is kept too. Nothing is put over anything.
 */
export async function swap(
  workspace: string,
  differences: readonly Difference[],
  staged: readonly Staged[],
  backupFolder: string,
): Promise<void> {
  const setAside = (path: string) => moveAway(join(workspace, path), join(backupFolder, 'files', path));
  for (const { path, change } of differences) {
    if (change !== 'removed') continue;
    await setAside(path);
    await removeEmpty(workspace, dirname(path));
  }
  for (const one of staged) {
    await mkdir(dirname(join(workspace, one.path)), { recursive: true });
    await setAside(one.path);
    await put(workspace, one, setAside);
  }
}

async function moveAway(from: string, to: string): Promise<void> {
  const found = await lstat(from).catch(missing);
  // What was in a folder that stands in a file's place has been moved already.
  if (found?.isDirectory()) return rmdir(from);
  if (!found) return;
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to).catch(missing);
}

/** Puts a staged file in its place, which somebody may have filled again meanwhile. */
async function put(
  workspace: string,
  staged: Staged,
  setAside: (path: string) => Promise<void>,
): Promise<void> {
  const target = join(workspace, staged.path);
  for (let tries = 1; ; tries++) {
    try {
      if ('link' in staged) await symlink(staged.link, target);
      else await linkOrMove(staged.file, target);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || tries === TRIES) throw error;
      await setAside(staged.path);
    }
  }
}

/** A hard link takes a free name only, which a rename does not ask for; some file systems have none. */
async function linkOrMove(file: string, target: string): Promise<void> {
  try {
    await link(file, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EMLINK') throw error;
    return rename(file, target);
  }
  await unlink(file);
}

/** Removes folders that have become empty, up to the workspace: Go would take an empty vendor for a full one. */
async function removeEmpty(workspace: string, folder: string): Promise<void> {
  for (let at = folder; at !== '.'; at = dirname(at)) {
    const gone = await rmdir(join(workspace, at)).then(
      () => true,
      () => false,
    );
    if (!gone) return;
  }
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
