import { join } from 'node:path';
import { filesBelow } from '#bench/files-below.ts';
import type { Lab } from '#course/lab.ts';

/** A whole Go module: path in it → file the text comes from. */
export type ModuleFiles = ReadonlyMap<string, string>;

/** The module as a step of a lab starts: the Bookstore, the lab's start, and the solutions of the steps before. */
export async function stepStart(labsFolder: string, lab: Lab, step: string): Promise<ModuleFiles> {
  const before = lab.steps.slice(
    0,
    lab.steps.findIndex(({ id }) => id === step),
  );
  const folder = join(labsFolder, lab.id);
  let files: ModuleFiles = await filesOf(join(labsFolder, 'bookstore'));
  for (const layer of [join(folder, 'start'), ...before.map(({ id }) => join(folder, 'solution', id))])
    files = await layOver(files, layer);
  return files;
}

/** The module with every file of a folder laid over it. */
export async function layOver(files: ModuleFiles, folder: string): Promise<ModuleFiles> {
  return new Map([...files, ...(await filesOf(folder))]);
}

async function filesOf(folder: string): Promise<ModuleFiles> {
  return new Map((await filesBelow(folder)).map((path) => [path, join(folder, path)]));
}
