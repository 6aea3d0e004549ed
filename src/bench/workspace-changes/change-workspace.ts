import type { OpenLab } from '../labs/open-labs.ts';
import type { ProgressStore } from '../progress/progress-store.ts';
import type { Action } from './action.ts';
import type { WorkspaceDiff } from './diff-workspace.ts';
import { beginJournal, endJournal } from './journal.ts';
import { type Backup, keepBackup } from './keep-backup.ts';
import { listBackups, trimBackups } from './kept-backups.ts';
import { clearStage, stage } from './stage.ts';
import { swap } from './swap.ts';
import type { TargetState } from './target-state.ts';

/** How many backups of a lab are kept: more than anyone looks through, and few enough to list at once. */
const MAX_BACKUPS = 30;

export interface WorkspaceChange {
  open: OpenLab;
  action: Action;
  target: TargetState;
  diff: WorkspaceDiff;
  labProgress: Pick<ProgressStore, 'snapshot' | 'record'>;
  now: number;
  /** The backup that an interrupted try has made, when it holds all there is to keep. */
  kept?: Backup;
}

/** A change that ended half-way. Without `backup` no file had been touched. */
export class ChangeFailed extends Error {
  readonly backup: Backup | undefined;

  constructor(cause: unknown, backup: Backup | undefined) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'ChangeFailed';
    this.backup = backup;
  }
}

/**
 * Brings a workspace to its target state. In this order: all new texts are on the disk, the complete state before is in a
 * backup, the journal says what begins; only then the first file is touched. Gives the backup; none when nothing differs.
 */
export async function changeWorkspace(change: WorkspaceChange): Promise<Backup | undefined> {
  const { open, action, diff, target, labProgress } = change;
  const { folder, backups } = open.workspace;
  // After a crash this may be done a second time, which changes nothing.
  const record = () => labProgress.record(open.lab, action, change.now, target.progress);
  if (diff.differences.length === 0) {
    record();
    return undefined;
  }
  let begun: Backup | undefined;
  try {
    const staged = await stage(folder, diff.differences, target.files);
    const backup = change.kept ?? (await keepBackup(backups, folder, diff.now, await recordOf(change)));
    await beginJournal(folder, { action, copy: backup.id });
    begun = backup;
    await swap(folder, diff.differences, staged, backup.folder);
    record();
    await endJournal(folder);
    await clearStage(folder);
    await trimBackups(backups, open.lab.id, MAX_BACKUPS);
    return backup;
  } catch (error) {
    // Of no use without the journal; and with it, everything is staged anew.
    await clearStage(folder).catch(() => {});
    throw new ChangeFailed(error, begun);
  }
}

async function recordOf({
  open,
  action,
  diff,
  labProgress,
  now,
}: WorkspaceChange): Promise<Parameters<typeof keepBackup>[3]> {
  const [newest] = await listBackups(open.workspace.backups, open.lab.id);
  return {
    lab: open.lab.id,
    time: now,
    number: (newest?.number ?? 0) + 1,
    reason: action.reason,
    ...('step' in action && { step: action.step }),
    files: diff.differences.map(({ path }) => path),
    standing: labProgress.snapshot(open.lab.id),
  };
}
