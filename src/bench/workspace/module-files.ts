import { join } from 'node:path';
import type { Lab } from '#course/lab.ts';
import { filesBelow } from './files-below.ts';
import { startingFiles } from './starting-files.ts';

/** A whole Go module: path in it → file the text comes from. */
export type ModuleFiles = ReadonlyMap<string, string>;

/** The module as a step of a lab starts: the Bookstore, the lab's start, and the solutions of the steps before. */
export async function stepStart(labsFolder: string, lab: Lab, step: string): Promise<ModuleFiles> {
  const before = lab.steps.slice(
    0,
    lab.steps.findIndex(({ id }) => id === step),
  );
  let files: ModuleFiles = await startingFiles(labsFolder, lab.id);
  for (const { id } of before) files = await layOver(files, join(labsFolder, lab.id, 'solution', id));
  return files;
}

/** The module with every file of a folder laid over it. */
export async function layOver(files: ModuleFiles, folder: string): Promise<ModuleFiles> {
  const layer = await filesBelow(folder);
  return new Map([...files, ...layer.map((path) => [path, join(folder, path)] as const)]);
}
