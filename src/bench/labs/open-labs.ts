import type { Lab } from '#course/lab.ts';
import { loadLabs } from '#course/load/load-lab.ts';
import { type StepStates, stepStates } from '../workspace/step-states.ts';
import { openWorkspace, type Workspace } from '../workspace/workspace.ts';

/** A lab as this learner has it. */
export interface OpenLab {
  lab: Lab;
  workspace: Workspace;
  /** Where each step starts and ends, by its id. */
  states: ReadonlyMap<string, StepStates>;
}

/** Every lab of the course with the learner's workspace, by id. */
export async function openLabs(labsFolder: string, stateFolder: string): Promise<Map<string, OpenLab>> {
  const open = new Map<string, OpenLab>();
  for (const lab of await loadLabs(labsFolder)) open.set(lab.id, await openLab(labsFolder, stateFolder, lab));
  return open;
}

/** One lab with its workspace, which is made or brought up to date. */
export async function openLab(labsFolder: string, stateFolder: string, lab: Lab): Promise<OpenLab> {
  const workspace = await openWorkspace(labsFolder, stateFolder, lab.id);
  return { lab, workspace, states: await stepStates(labsFolder, lab) };
}
