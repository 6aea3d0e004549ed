import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModuleFiles } from '../workspace/module-files.ts';
import { BackupRecordSchema } from './backup-record.ts';
import { readEntries } from './entries.ts';
import { type Backup, stateOf } from './keep-backup.ts';

/** The backups of a lab, newest first. */
export async function listBackups(backups: string, lab: string): Promise<Backup[]> {
  const names = await readdir(join(backups, lab)).catch(() => []);
  const found = await Promise.all(
    names.filter((name) => !name.startsWith('.')).map((id) => readBackup(join(backups, lab, id), id)),
  );
  return found
    .filter((backup) => backup !== undefined)
    .toSorted((a, b) => (b.number ?? 0) - (a.number ?? 0) || b.time - a.time || (a.id < b.id ? 1 : -1));
}

/** The files of a backup as a module: the same state again. */
export async function backupFiles(backup: Backup): Promise<ModuleFiles> {
  const entries = await readEntries(join(backup.folder, 'files'), EVERYTHING);
  return new Map([...entries.keys()].map((path) => [path, join(backup.folder, 'files', path)]));
}

/**
 * Keeps the number of backups bounded: removes those that hold the same as the newest, then the oldest beyond `max`. What
 * a server that died has left half-made or half-removed goes too.
 */
export async function trimBackups(backups: string, lab: string, max: number): Promise<void> {
  const folder = join(backups, lab);
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => /^\.(draft|gone)-/.test(one)))
    await rm(join(folder, name), { recursive: true, force: true });
  const [newest, ...others] = await listBackups(backups, lab);
  if (!newest) return;
  const same = new Set<Backup>();
  for (const backup of others) if (await holdsTheSame(backup, newest)) same.add(backup);
  const rest = others.filter((backup) => !same.has(backup));
  for (const { id, folder: own } of [...same, ...rest.slice(max - 1)]) {
    // First out of the list at once, then away file by file.
    const gone = join(folder, `.gone-${id}`);
    await rename(own, gone);
    await rm(gone, { recursive: true, force: true });
  }
}

async function holdsTheSame(backup: Backup, other: Backup): Promise<boolean> {
  if (backup.state !== other.state) return false;
  // Looked at again, because an edit in the last moment may have joined the backup after its record was made.
  const [one, two] = await Promise.all(
    [backup, other].map(async ({ folder }) => stateOf(await readEntries(join(folder, 'files'), EVERYTHING))),
  );
  return one === two;
}

async function readBackup(folder: string, id: string): Promise<Backup | undefined> {
  try {
    const record = BackupRecordSchema.parse(JSON.parse(await readFile(join(folder, 'copy.json'), 'utf8')));
    return { ...record, id, folder };
  } catch {
    // Somebody else's folder, or damaged: it is left alone, and not offered.
    return undefined;
  }
}

const EVERYTHING = { entry: () => true, file: () => true };
