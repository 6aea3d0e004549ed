import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

interface WriteOptions {
  /** Rights of the file, less the process's umask. */
  mode?: number;
  /** Makes folders that are missing, with these rights; without it a missing folder is an error. */
  folderMode?: number;
}

/**
 * Writes a file so that a reader, a full disk or a killed process meets either the old or the new bytes, never a part.
 * With `fsync` this also holds for a power cut: the bytes are on the disk before they get the file's name.
 *
 * It is our own, and no package, because a draft of a Go file must not end in `.go`, a draft in a workspace must begin
 * with a dot, and the callers at start and exit need the same without a promise.
 */
export async function writeAtomic(
  file: string,
  bytes: string | Uint8Array | AsyncIterable<Uint8Array>,
  { mode = 0o644, folderMode, fsync = false }: WriteOptions & { fsync?: boolean } = {},
): Promise<void> {
  if (folderMode !== undefined) await mkdir(dirname(file), { recursive: true, mode: folderMode });
  const draft = draftOf(file);
  try {
    const handle = await open(draft, 'wx', mode);
    try {
      await handle.writeFile(bytes);
      if (fsync) await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** The same without a promise and without waiting for the disk. */
export function writeAtomicSync(
  file: string,
  bytes: string | Uint8Array,
  { mode = 0o644, folderMode }: WriteOptions = {},
): void {
  if (folderMode !== undefined) mkdirSync(dirname(file), { recursive: true, mode: folderMode });
  const draft = draftOf(file);
  try {
    writeFileSync(draft, bytes, { mode, flag: 'wx' });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Waits until the disk has the names in a folder, where its file system can say so. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

/** The dot keeps Go from compiling the draft, and lists of a workspace's files from showing it. */
function draftOf(file: string): string {
  return join(dirname(file), `.${basename(file)}.${randomBytes(4).toString('hex')}.tmp`);
}
