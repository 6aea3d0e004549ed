import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Keeps a configuration as it is now, in the state folder under the hash of its text: what runs, and what is gone back
 * to, must not change with the next edit of the file. A file that cannot be read is the answer, not an error.
 */
export async function keepConfig(
  stateFolder: string,
  workspace: string,
  file: string,
): Promise<{ ok: true; file: string; text: string } | { ok: false; error: string }> {
  const text = await readFile(join(workspace, file), 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (text instanceof Error) {
    const missing = (text as NodeJS.ErrnoException).code === 'ENOENT';
    return {
      ok: false,
      error: missing ? 'the file is not there' : `the file cannot be read: ${text.message}`,
    };
  }
  const folder = join(stateFolder, 'collector');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const copy = join(folder, `${hash}.yaml`);
  await writeFile(copy, text, { mode: 0o600 });
  return { ok: true, file: copy, text };
}
