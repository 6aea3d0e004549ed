import { join } from 'node:path';
import { filesBelow } from './files-below.ts';

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
