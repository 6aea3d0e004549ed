import { readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { syncFolder, writeAtomic } from '#disk/write-atomic.ts';
import { ActionSchema } from './action.ts';

const JournalSchema = z.strictObject({
  version: z.literal(1),
  action: ActionSchema,
  copy: z
    .string()
    .describe('Id of the backup that holds the state before; an older server wrote it by this name'),
});
type Journal = z.infer<typeof JournalSchema>;

/** Says on disk which change of a workspace has begun, so that the next server can finish it. */
export async function beginJournal(workspace: string, journal: Omit<Journal, 'version'>): Promise<void> {
  const file = journalFile(workspace);
  await writeAtomic(file, JSON.stringify({ version: 1, ...journal }), { fsync: true });
  // Its name must be on the disk before the first file of the workspace is touched.
  await syncFolder(dirname(file));
}

/** The change that was begun and not finished, if there is one. */
export async function openJournal(workspace: string): Promise<Journal | undefined> {
  const text = await readFile(journalFile(workspace), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JournalSchema.parse(JSON.parse(text));
  } catch {
    // Of another version: the state before it is kept in a backup, and nothing more can be done with it.
    return undefined;
  }
}

/** The change is finished. */
export async function endJournal(workspace: string): Promise<void> {
  await rm(journalFile(workspace), { force: true });
}

function journalFile(workspace: string): string {
  return `${workspace}.change.json`;
}
