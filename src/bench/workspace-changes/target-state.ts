import { ANSWERS_FILE } from '#course/answers/answers-file.ts';
import type { OpenLab } from '../labs/open-labs.ts';
import type { ModuleFiles } from '../workspace/module-files.ts';
import type { Action } from './action.ts';
import { answersThere } from './answers/answers-there.ts';
import { solvedAnswers } from './answers/solved-answers.ts';
import type { ProgressSnapshot } from './backup-record.ts';
import { backupFiles, listBackups } from './kept-backups.ts';

/** The state of a workspace that an action leads to. */
export interface TargetState {
  files: ModuleFiles;
  /** The learner’s progress then, when it is a backup. */
  progress?: ProgressSnapshot;
  /** Only this file is brought there. */
  only?: string;
}

/** Where an action leads; nothing when it changes no file, or its backup or step is not there any more. */
export async function targetStateOf(open: OpenLab, action: Action): Promise<TargetState | undefined> {
  const state = async (
    step: string,
    end: 'start' | 'solution',
    answers?: string,
  ): Promise<TargetState | undefined> => {
    const files = open.states.get(step)?.[end];
    if (!files) return undefined;
    const answered = answers === undefined ? files : new Map([...files, [ANSWERS_FILE, answers]]);
    return { files: await answersThere(open, step, answered) };
  };
  switch (action.reason) {
    case 'open':
    case 'reset-step':
      return state(action.step, 'start');
    case 'solve':
      return state(action.step, 'solution', solvedAnswers(open));
    case 'skip':
      return action.next === undefined ? undefined : state(action.next, 'start');
    case 'reset-lab':
      return state(open.lab.steps[0]!.id, 'start');
    case 'reset-file': {
      const start = await state(action.step, 'start');
      return start && { ...start, only: action.path };
    }
    case 'restore': {
      const backups = await listBackups(open.workspace.backups, open.lab.id);
      const backup = backups.find(({ id }) => id === action.copy);
      return backup && { files: await backupFiles(backup), progress: backup.standing };
    }
  }
}
