import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Where each file of a lab's start comes from: path in the workspace → file in the course. */
export type StartingFiles = ReadonlyMap<string, string>;

/** The Bookstore, with the lab's own start laid over it. */
export async function startingFiles(labsFolder: string, lab: string): Promise<StartingFiles> {
  const files = new Map<string, string>();
  for (const source of [join(labsFolder, 'bookstore'), join(labsFolder, lab, 'start')]) {
    for (const path of await filesBelow(source)) files.set(path, join(source, path));
  }
  return files;
}

async function filesBelow(folder: string, prefix = ''): Promise<string[]> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true }).catch(missingIsEmpty);
  const found = await Promise.all(
    entries
      .filter((entry) => !entry.name.startsWith('.'))
      .map(async (entry) => {
        const path = prefix ? `${prefix}/${entry.name}` : entry.name;
        if (entry.isDirectory()) return filesBelow(folder, path);
        return entry.isFile() ? [path] : [];
      }),
  );
  return found.flat().toSorted();
}

function missingIsEmpty(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
