import { join } from 'node:path';
import type { Lab } from '#course/lab.ts';
import { layOver, type ModuleFiles, stepStart } from './module-files.ts';

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
    const solution = await layOver(start, join(labsFolder, lab.id, 'solution', id));
    states.set(id, { start, solution });
    start = solution;
  }
  return states;
}
