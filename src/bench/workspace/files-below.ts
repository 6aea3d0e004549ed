import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Paths of the files below a folder, relative to it, sorted; what begins with a dot is no part of a Go module. */
export async function filesBelow(folder: string, prefix = ''): Promise<string[]> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true }).catch(missingIsEmpty);
  const found = await Promise.all(
    entries
      .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
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
