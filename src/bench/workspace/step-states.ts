import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { REQUESTS_FILE } from '#course/answers/answers-file.ts';
import type { Lab } from '#course/lab.ts';
import { layOver, laySolved, type ModuleFiles, stepStart } from './module-files.ts';

/** The module at the two ends of a step. */
export interface StepStates {
  start: ModuleFiles;
  solution: ModuleFiles;
}

/** The start and the solution of every step, by its id. */
export async function stepStates(labsFolder: string, lab: Lab): Promise<ReadonlyMap<string, StepStates>> {
  const states = new Map<string, StepStates>();
  let start = await stepStart(labsFolder, lab, lab.steps[0]!.id);
  for (const { id } of lab.steps) {
    const folder = join(labsFolder, lab.id, 'solution', id);
    const next = await laySolved(start, folder);
    // Answers about requests that nobody has sent yet have gaps where their ids belong.
    const isFilled = !existsSync(join(folder, REQUESTS_FILE));
    states.set(id, { start, solution: isFilled ? await layOver(start, folder) : next });
    start = next;
  }
  return states;
}
