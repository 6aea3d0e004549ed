import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Drawing } from './course-diagrams.ts';

/** Files of drawings that belong to no diagram, from the top of the repository. */
export async function lostDrawings(root: string, drawings: readonly Drawing[]): Promise<string[]> {
  const known = new Set(drawings.map(({ file }) => file));
  const chapters = await readdir(join(root, 'content/chapters'));
  const found = await Promise.all(
    chapters.map(async (chapter) => {
      const folder = `content/chapters/${chapter}/diagrams`;
      const names = await readdir(join(root, folder)).catch(() => []);
      return names.map((name) => `${folder}/${name}`);
    }),
  );
  return found.flat().filter((file) => !known.has(file));
}
