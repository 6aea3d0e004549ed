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
 * copy of its own. Gives the action, or nothing when none was open.
 */
export async function finishChange(
  open: OpenLab,
  learner: Pick<WorkspaceChange, 'labProgress' | 'now'>,
): Promise<Action | undefined> {
  const journal = await openJournal(open.workspace.folder);
  if (!journal) return undefined;
  const { action } = journal;
  const goal = await targetStateOf(open, action);
  // The step or the copy it led to is no part of the course any more: the files stay as they are.
  if (!goal) await endJournal(open.workspace.folder);
  else {
    const distance = await diffWorkspace(open, goal);
    const copies = await listBackups(open.workspace.copies, open.lab.id);
    const copy = copies.find(({ id }) => id === journal.copy);
    const kept = copy && (await isKept(distance, copy)) ? copy : undefined;
    await changeWorkspace({ open, action, goal, distance, ...learner, kept });
    await endJournal(open.workspace.folder);
  }
  return action;
}

/** Whether everything that would go is in the copy already. */
async function isKept({ now, differences }: WorkspaceDiff, copy: Backup): Promise<boolean> {
  const there = await readSources(await backupFiles(copy));
  return differences.every(({ path }) => !now.has(path) || sameEntry(now.get(path), there.get(path)));
}
