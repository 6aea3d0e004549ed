import type { OpenLab } from '../labs/open-labs.ts';
import type { ModuleFiles } from '../workspace/module-files.ts';
import type { Action } from './action.ts';
import type { ProgressSnapshot } from './backup-record.ts';
import { backupFiles, listBackups } from './kept-backups.ts';

/** The state of a workspace that an action leads to. */
export interface TargetState {
  files: ModuleFiles;
  /** Where the learner stands then, when it is a kept copy. */
  standing?: ProgressSnapshot;
  /** Only this file is brought there. */
  only?: string;
}

/** Where an action leads; nothing when it changes no file, or its copy or step is not there any more. */
export async function targetStateOf(open: OpenLab, action: Action): Promise<TargetState | undefined> {
  const state = (step: string, end: 'start' | 'solution'): TargetState | undefined => {
    const files = open.states.get(step)?.[end];
    return files && { files };
  };
  switch (action.reason) {
    case 'open':
    case 'reset-step':
      return state(action.step, 'start');
    case 'solve':
      return state(action.step, 'solution');
    case 'skip':
      return action.next === undefined ? undefined : state(action.next, 'start');
    case 'reset-lab':
      return state(open.lab.steps[0]!.id, 'start');
    case 'reset-file': {
      const start = state(action.step, 'start');
      return start && { ...start, only: action.path };
    }
    case 'restore': {
      const copies = await listBackups(open.workspace.copies, open.lab.id);
      const copy = copies.find(({ id }) => id === action.copy);
      return copy && { files: await backupFiles(copy), standing: copy.standing };
    }
  }
}
