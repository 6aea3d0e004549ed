import type { Lab } from '#course/lab.ts';
import { loadLabs } from '#course/load-lab.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

/** A lab as this learner has it. */
export interface OpenLab {
  lab: Lab;
  workspace: Workspace;
}

/** Every lab of the course with the learner's workspace, by id. */
export async function openLabs(labsFolder: string, stateFolder: string): Promise<Map<string, OpenLab>> {
  const open = new Map<string, OpenLab>();
  for (const lab of await loadLabs(labsFolder)) {
    open.set(lab.id, { lab, workspace: await openWorkspace(labsFolder, stateFolder, lab.id) });
  }
  return open;
}
