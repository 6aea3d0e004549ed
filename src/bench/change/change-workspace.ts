import type { OpenLab } from '../labs/open-labs.ts';
import type { ProgressStore } from '../progress/progress-store.ts';
import type { Action } from './action.ts';
import type { WorkspaceDiff } from './diff-workspace.ts';
import { beginJournal, endJournal } from './journal.ts';
import { type Backup, keepBackup } from './keep-backup.ts';
import { trimBackups } from './kept-backups.ts';
import { clearStage, stage } from './stage.ts';
import { swap } from './swap.ts';
import type { TargetState } from './target-state.ts';

/** How many copies of a lab are kept. */
const MOST_COPIES = 30;

export interface WorkspaceChange {
  open: OpenLab;
  action: Action;
  goal: TargetState;
  distance: WorkspaceDiff;
  labProgress: Pick<ProgressStore, 'snapshot' | 'record'>;
  now: number;
  /** The copy that an interrupted try has made, when it holds all there is to keep. */
  kept?: Backup;
}

/** A change that ended half-way. Without `copy` no file had been touched. */
export class ChangeFailed extends Error {
  readonly copy: Backup | undefined;

  constructor(cause: unknown, copy: Backup | undefined) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'ChangeFailed';
    this.copy = copy;
  }
}

/**
 * Makes a workspace what the goal is. In this order: all new texts are on the disk, the whole state before is in a
 * copy, the journal says what begins; only then the first file is touched. Gives the copy; none when nothing differs.
 */
export async function changeWorkspace(change: WorkspaceChange): Promise<Backup | undefined> {
  const { open, action, distance, goal, labProgress } = change;
  const { folder, copies } = open.workspace;
  // After a crash this may be done a second time, which changes nothing.
  const settle = () => labProgress.record(open.lab, action, change.now, goal.standing);
  if (distance.differences.length === 0) {
    settle();
    return undefined;
  }
  let begun: Backup | undefined;
  try {
    const staged = await stage(folder, distance.differences, goal.files);
    const copy = change.kept ?? (await keepBackup(copies, folder, distance.now, recordOf(change)));
    await beginJournal(folder, { action, copy: copy.id });
    begun = copy;
    await swap(folder, distance.differences, staged, copy.folder);
    settle();
    await endJournal(folder);
    await clearStage(folder);
    await trimBackups(copies, open.lab.id, MOST_COPIES);
    return copy;
  } catch (error) {
    // Of no use without the journal; and with it, everything is staged anew.
    await clearStage(folder).catch(() => {});
    throw new ChangeFailed(error, begun);
  }
}

function recordOf({
  open,
  action,
  distance,
  labProgress,
  now,
}: WorkspaceChange): Parameters<typeof keepBackup>[3] {
  return {
    lab: open.lab.id,
    time: now,
    reason: action.reason,
    ...('step' in action && { step: action.step }),
    files: distance.differences.map(({ path }) => path),
    standing: labProgress.snapshot(open.lab.id),
  };
}
