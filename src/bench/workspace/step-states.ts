import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ANSWERS_FILE, REQUESTS_FILE } from '#course/answers/answers-file.ts';
import type { Lab } from '#course/lab.ts';
import { layOver, laySolved, type ModuleFiles, stepStart } from './module-files.ts';

/** The module at the two ends of a step. */
export interface StepStates {
  start: ModuleFiles;
  solution: ModuleFiles;
  /** Where the solution's answers are about requests: what is sent first, and the answers with gaps for what comes back. */
  asLearner?: { requests: string; answers: string };
}

/** The start and the solution of every step, by its id. */
export async function stepStates(labsFolder: string, lab: Lab): Promise<ReadonlyMap<string, StepStates>> {
  const states = new Map<string, StepStates>();
  let start = await stepStart(labsFolder, lab, lab.steps[0]!.id);
  for (const { id } of lab.steps) {
    const folder = join(labsFolder, lab.id, 'solution', id);
    const next = await laySolved(start, folder);
    const requests = join(folder, REQUESTS_FILE);
    if (existsSync(requests))
      states.set(id, { start, solution: next, asLearner: { requests, answers: join(folder, ANSWERS_FILE) } });
    else states.set(id, { start, solution: await layOver(start, folder) });
    start = next;
  }
  return states;
}
