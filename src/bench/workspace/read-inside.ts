import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The text of a file of a workspace, empty where there is none. It follows no link, which a program in the learner's shell
 * may have put there and which may lead out of the workspace; it throws `NotAFile` then.
 */
export async function readInside(folder: string, path: string): Promise<string> {
  await refuseLinks(folder, path);
  try {
    return await readFile(join(folder, path), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** Every folder on the way must be a folder, and the file a file; what is missing may be made. */
async function refuseLinks(folder: string, path: string): Promise<void> {
  const names = path.split('/');
  for (let depth = 1; depth <= names.length; depth++) {
    const found = await lstat(join(folder, ...names.slice(0, depth))).catch(missingIsNothing);
    if (!found) return;
    if (depth < names.length ? !found.isDirectory() : !found.isFile()) throw new NotAFile(path);
  }
}

function missingIsNothing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/** The path is not a plain file inside the workspace. */
export class NotAFile extends Error {
  constructor(path: string) {
    super(
      `${path} is not a plain file of the workspace. Reset the file, or remove the link or folder of that name.`,
    );
    this.name = 'NotAFile';
  }
}
