import type { OpenLab } from '../labs/open-labs.ts';
import type { ModuleFiles } from '../workspace/module-files.ts';
import type { Action } from './action.ts';
import type { Standing } from './backup-record.ts';
import { copyFiles, listCopies } from './kept-backups.ts';

/** The state of a workspace that an action leads to. */
export interface Goal {
  files: ModuleFiles;
  /** Where the learner stands then, when it is a kept copy. */
  standing?: Standing;
  /** Only this file is brought there. */
  only?: string;
}

/** Where an action leads; nothing when it changes no file, or its copy or step is not there any more. */
export async function goalOf(open: OpenLab, action: Action): Promise<Goal | undefined> {
  const state = (step: string, end: 'start' | 'solution'): Goal | undefined => {
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
      const copies = await listCopies(open.workspace.copies, open.lab.id);
      const copy = copies.find(({ id }) => id === action.copy);
      return copy && { files: await copyFiles(copy), standing: copy.standing };
    }
  }
}
