import type { OpenLab } from '../labs/open-labs.ts';
import type { Action } from './action.ts';
import { changeWorkspace, type WorkspaceChange } from './change-workspace.ts';
import { diffWorkspace, type WorkspaceDiff } from './diff-workspace.ts';
import { readSources, sameEntry } from './entries.ts';
import { endJournal, openJournal } from './journal.ts';
import type { Backup } from './keep-backup.ts';
import { backupFiles, listBackups } from './kept-backups.ts';
import { targetStateOf } from './target-state.ts';

/**
 * Finishes a change that a dying server left half-made. What the learner did to the files since then is kept in a
 * backup of its own. Gives the action, or nothing when none was open.
 */
export async function finishChange(
  open: OpenLab,
  learner: Pick<WorkspaceChange, 'labProgress' | 'now'>,
): Promise<Action | undefined> {
  const journal = await openJournal(open.workspace.folder);
  if (!journal) return undefined;
  const { action } = journal;
  const target = await targetStateOf(open, action);
  // The step or the backup it led to is not there any more: the files stay as they are.
  if (!target) await endJournal(open.workspace.folder);
  else {
    const diff = await diffWorkspace(open, target);
    const backups = await listBackups(open.workspace.backups, open.lab.id);
    const backup = backups.find(({ id }) => id === journal.copy);
    const kept = backup && (await isKept(diff, backup)) ? backup : undefined;
    await changeWorkspace({ open, action, target, diff, ...learner, kept });
    await endJournal(open.workspace.folder);
  }
  return action;
}

/** Whether everything that would go is in the backup already. */
async function isKept({ now, differences }: WorkspaceDiff, backup: Backup): Promise<boolean> {
  const there = await readSources(await backupFiles(backup));
  return differences.every(({ path }) => !now.has(path) || sameEntry(now.get(path), there.get(path)));
}
