import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModuleFiles } from '../workspace/module-files.ts';
import { BackupRecordSchema } from './backup-record.ts';
import { readEntries } from './entries.ts';
import { type Backup, stateOf } from './keep-backup.ts';

/** The kept copies of a lab, newest first. */
export async function listBackups(copies: string, lab: string): Promise<Backup[]> {
  const names = await readdir(join(copies, lab)).catch(() => []);
  const found = await Promise.all(
    names.filter((name) => !name.startsWith('.')).map((id) => readCopy(join(copies, lab, id), id)),
  );
  return found
    .filter((copy) => copy !== undefined)
    .toSorted((a, b) => b.time - a.time || (a.id < b.id ? 1 : -1));
}

/** The files of a copy as a module: the same state again. */
export async function backupFiles(copy: Backup): Promise<ModuleFiles> {
  const entries = await readEntries(join(copy.folder, 'files'), EVERYTHING);
  return new Map([...entries.keys()].map((path) => [path, join(copy.folder, 'files', path)]));
}

/**
 * Keeps the number of copies bounded: removes those that hold the same as the newest, then the oldest beyond `most`.
 * What was left half-made or half-removed by a server that died goes too.
 */
export async function trimBackups(copies: string, lab: string, most: number): Promise<void> {
  const folder = join(copies, lab);
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => /^\.(draft|gone)-/.test(one)))
    await rm(join(folder, name), { recursive: true, force: true });
  const [newest, ...others] = await listBackups(copies, lab);
  if (!newest) return;
  const same = new Set<Backup>();
  for (const copy of others) if (await holdsTheSame(copy, newest)) same.add(copy);
  const rest = others.filter((copy) => !same.has(copy));
  for (const { id, folder: own } of [...same, ...rest.slice(most - 1)]) {
    // First out of the list at once, then away file by file.
    const gone = join(folder, `.gone-${id}`);
    await rename(own, gone);
    await rm(gone, { recursive: true, force: true });
  }
}

async function holdsTheSame(copy: Backup, other: Backup): Promise<boolean> {
  if (copy.state !== other.state) return false;
  // Looked at again, because an edit in the last moment may have joined the copy after it was described.
  const [one, two] = await Promise.all(
    [copy, other].map(async ({ folder }) => stateOf(await readEntries(join(folder, 'files'), EVERYTHING))),
  );
  return one === two;
}

async function readCopy(folder: string, id: string): Promise<Backup | undefined> {
  try {
    const record = BackupRecordSchema.parse(JSON.parse(await readFile(join(folder, 'copy.json'), 'utf8')));
    return { ...record, id, folder };
  } catch {
    // Somebody else's folder, or damaged: it is left alone, and not offered.
    return undefined;
  }
}

const EVERYTHING = { entry: () => true, file: () => true };
