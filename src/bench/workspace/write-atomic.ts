import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file so that a reader, a full disk or a power cut meets either the old or the new text, never half.
 */
export async function writeAtomic(file: string, bytes: string | Uint8Array, mode = 0o644): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  // The dot keeps Go from compiling the draft, and the editor's list from showing it.
  const draft = join(folder, `.${basename(file)}.${randomBytes(4).toString('hex')}.tmp`);
  try {
    const handle = await open(draft, 'wx', mode);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
