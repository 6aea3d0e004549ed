import { readdir } from 'node:fs/promises';

/** A folder named as state folder holds files that no bench has put there. */
export class ForeignFolder extends Error {
  readonly path: string;

  constructor(path: string) {
    super(`${path} holds files that are not of a bench`);
    this.name = 'ForeignFolder';
    this.path = path;
  }
}

/** What a bench or a proof leaves in its state folder, whatever else comes to lie beside it. */
const SIGNS = [
  'lock.json',
  'prove.stamp',
  'ports.json',
  'runtime.json',
  'processes.json',
  'spanwise.sqlite',
  'workspaces',
  'secrets',
  'logs',
];

/**
 * Throws ForeignFolder unless the folder is absent, empty or a state folder from before: it is about to be closed to all
 * other users, and `npm run clean` will offer to remove it.
 */
export async function refuseForeignFolder(path: string): Promise<void> {
  const names = await readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (names.length > 0 && !names.some((name) => SIGNS.includes(name))) throw new ForeignFolder(path);
}
