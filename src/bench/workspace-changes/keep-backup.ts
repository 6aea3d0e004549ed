import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readPieces } from '#disk/read-pieces.ts';
import { syncFolder, writeAtomic } from '#disk/write-atomic.ts';
import { contentHash } from '../workspace/content-hash.ts';
import { DURABLE } from '../workspace/durable.ts';
import type { BackupRecord } from './backup-record.ts';
import type { Entries, Entry } from './entries.ts';

/** A kept state of a workspace: `files/` in its folder holds every file at the path it had. */
export interface Backup extends BackupRecord {
  id: string;
  folder: string;
}

/**
 * Copies a state of a workspace into a draft and renames it when all of it is on the disk, so that there is never half
 * a backup. Throws when there is no room, having left nothing behind.
 */
export async function keepBackup(
  backups: string,
  workspace: string,
  entries: Entries,
  record: Omit<BackupRecord, 'version' | 'state'>,
): Promise<Backup> {
  const complete: BackupRecord = { version: 1, ...record, state: stateOf(entries) };
  const folder = join(backups, record.lab);
  const id = `${new Date(record.time).toISOString().replaceAll(':', '-')}-${complete.state.slice(0, 6)}`;
  const draft = join(folder, `.draft-${id}`);
  try {
    await rm(draft, { recursive: true, force: true });
    await mkdir(join(draft, 'files'), { recursive: true });
    for (const [path, entry] of entries)
      await copyEntry(join(workspace, path), join(draft, 'files', path), entry);
    await writeAtomic(join(draft, 'copy.json'), `${JSON.stringify(complete, null, 1)}\n`, DURABLE);
    await syncFolder(draft);
    await rename(draft, join(folder, id));
    await syncFolder(folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
  return { ...complete, id, folder: join(folder, id) };
}

/** Equal for two states with the same files, texts and links. */
export function stateOf(entries: Entries): string {
  const facts = [...entries].map(([path, entry]) => [path, entry.kind === 'file' ? entry.hash : entry]);
  return contentHash(JSON.stringify(facts));
}

async function copyEntry(from: string, to: string, entry: Entry): Promise<void> {
  if (entry.kind === 'file') {
    await writeAtomic(to, readPieces(from), { ...DURABLE, mode: entry.mode | 0o600 }).catch(goneMeanwhile);
    return;
  }
  await mkdir(dirname(to), { recursive: true });
  // Pipes and sockets have no content; `swap` moves the entry itself into the backup.
  if (entry.kind === 'link') await symlink(entry.to, to);
}

function goneMeanwhile(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
