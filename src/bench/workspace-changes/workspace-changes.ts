import type { BenchEvent } from '#api/events.ts';
import type { Changed, ChangesView } from '#api/workspace-change.ts';
import type { OpenLab } from '../labs/open-labs.ts';
import type { ProgressStore } from '../progress/progress-store.ts';
import { createKeyedQueue } from '../workspace/keyed-queue.ts';
import type { ModuleFiles } from '../workspace/module-files.ts';
import type { Action } from './action.ts';
import { type AnswerAsLearner, solveAsLearner, withAnswersToCome } from './answers/solve-as-learner.ts';
import { forgetSolved } from './answers/solved-answers.ts';
import { backupView } from './backup-view.ts';
import { changeWorkspace } from './change-workspace.ts';
import type { Difference } from './compare.ts';
import { diffWorkspace } from './diff-workspace.ts';
import { describeChanges } from './file-changes.ts';
import { finishChange } from './finish-change.ts';
import { type ChangeRefusal, refusalOf } from './refusal.ts';
import { targetStateOf } from './target-state.ts';

/** Brings workspaces from one state to another without losing anything, one change of a lab at a time. */
export interface WorkspaceChanges {
  /** What lies between the workspace and where an action leads, or the same backwards. */
  compare(open: OpenLab, action: Action, direction: 'to' | 'from'): Promise<ChangesView | ChangeRefusal>;
  /** Does it. With `etag` it refuses when the workspace has changed since `compare` gave that. */
  change(open: OpenLab, action: Action, etag?: string): Promise<Changed | ChangeRefusal>;
  /** Runs work while no change of this lab's workspace goes on. */
  between<T>(open: OpenLab, work: () => Promise<T> | T): Promise<T>;
  /** Finishes what an earlier server left half-done; gives the words for what could not be finished. */
  finish(open: OpenLab): Promise<string | undefined>;
  /** The files at the start of the step the bench is at. */
  startNow(open: OpenLab): ModuleFiles;
}

interface WorkspaceChangesOptions {
  labProgress: ProgressStore;
  /** Whether a check looks at the workspace now. */
  busy: () => boolean;
  emit: (event: BenchEvent) => void;
  now?: () => number;
  /** Sends the requests of a solution and gives its answers, filled in; without it no solution sends any. */
  answer?: AnswerAsLearner;
}

/** Makes the one place through which workspaces change. */
export function createWorkspaceChanges({
  labProgress,
  busy,
  emit,
  now = Date.now,
  answer,
}: WorkspaceChangesOptions): WorkspaceChanges {
  const queue = createKeyedQueue();
  const finishAll = async (open: OpenLab) => {
    const finished = await finishChange(open, { labProgress, now: now() });
    await forgetSolved(open);
    return finished;
  };
  const change = async (open: OpenLab, action: Action, etag?: string): Promise<Changed | ChangeRefusal> => {
    if (busy()) return CHECK_RUNS;
    const { lab } = open;
    const begun = now();
    try {
      const finished = await finishAll(open);
      const target = await targetStateOf(open, action);
      if (!target) {
        if (action.reason !== 'skip') return GONE;
        labProgress.record(lab, action, now());
        return { changes: [], current: labProgress.current(lab) };
      }
      const diff = await diffWorkspace(open, target);
      if (etag !== undefined && (finished || diff.etag !== etag)) return MOVED_ON;
      const solved = await solveAsLearner(open, action, answer);
      if (typeof solved === 'object') return solved;
      // The step is begun before its requests are sent, or they would be older than it.
      const asked = { open, action, labProgress, now: begun };
      const reached = solved ? await reachedBy(open, action) : { target, diff };
      if (solved && busy()) return CHECK_RUNS;
      const backup = await changeWorkspace({ ...asked, ...reached });
      await forgetSolved(open);
      const current = labProgress.current(lab);
      return { changes: reached.diff.differences, ...(backup && { copy: backupView(backup, lab) }), current };
    } catch (error) {
      return refusalOf(error);
    } finally {
      emit({ type: 'lab', lab: lab.id });
    }
  };
  return {
    async compare(open, action, direction) {
      const target = await targetStateOf(open, action);
      if (!target) return GONE;
      try {
        const { now, there, differences, etag } = await diffWorkspace(open, target);
        const directed = direction === 'to' ? differences : differences.map(reverse);
        const sides = { folder: open.workspace.folder, now, files: target.files, there };
        const step = 'step' in action ? action.step : undefined;
        const changes = await describeChanges(directed, sides, direction);
        return { step, changes: withAnswersToCome(open, action, changes, now), seen: etag };
      } catch (error) {
        return refusalOf(error);
      }
    },
    change: (open, action, etag) => queue(open.lab.id, () => change(open, action, etag)),
    between: (open, work) => queue(open.lab.id, work),
    finish: (open) =>
      queue(open.lab.id, async () => {
        try {
          await finishAll(open);
        } catch (error) {
          const { title, detail } = refusalOf(error).refused;
          return `${open.lab.title}: ${title} ${detail}`;
        }
        return undefined;
      }),
    startNow: (open) => open.states.get(labProgress.current(open.lab))!.start,
  };
}

async function reachedBy(open: OpenLab, action: Action) {
  const target = (await targetStateOf(open, action))!;
  return { target, diff: await diffWorkspace(open, target) };
}

function reverse({ path, change }: Difference): Difference {
  const back = { replaced: 'replaced', removed: 'created', created: 'removed' } as const;
  return { path, change: back[change] };
}

const CHECK_RUNS: ChangeRefusal = {
  because: 'conflict',
  refused: {
    title: 'A check is running and looks at these files.',
    next: 'Wait until it ends, or cancel it.',
  },
};

const GONE: ChangeRefusal = {
  because: 'gone',
  refused: { title: 'There is no such copy any more.', next: 'Look at the list of copies again.' },
};

const MOVED_ON: ChangeRefusal = {
  because: 'conflict',
  refused: {
    title: 'The files have changed since you were told what would happen, so nothing was done.',
    next: 'Look at the list of changes again.',
  },
};
