import { join } from 'node:path';
import { ANSWERS_FILE, REQUESTS_FILE } from '#course/answers/answers-file.ts';
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
  for (const { id } of before) files = await laySolved(files, join(labsFolder, lab.id, 'solution', id));
  return files;
}

/**
 * The module with a step's solution laid over it, as the next step starts with it. The answers to a step are of that step
 * alone: the next one starts with those of the lab's start.
 */
export async function laySolved(files: ModuleFiles, folder: string): Promise<ModuleFiles> {
  const solved = new Map(await layOver(files, folder));
  const answers = files.get(ANSWERS_FILE);
  if (answers === undefined) solved.delete(ANSWERS_FILE);
  else solved.set(ANSWERS_FILE, answers);
  return solved;
}

/** The module with every file of a folder laid over it; what the folder says of requests is no file of the module. */
export async function layOver(files: ModuleFiles, folder: string): Promise<ModuleFiles> {
  const layer = (await filesBelow(folder)).filter((path) => path !== REQUESTS_FILE);
  return new Map([...files, ...layer.map((path) => [path, join(folder, path)] as const)]);
}
