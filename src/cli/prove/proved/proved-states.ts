import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** After this many days a proof is made again, so that what no hash covers, such as the machine itself, is met. */
const DAYS = 30;

/** Which states were proved on this machine before. Only right verdicts are remembered. */
export interface ProvedStates {
  has(key: string): Promise<boolean>;
  add(key: string, name: string): Promise<void>;
}

/** Remembers in the caches folder: a file for each key, so that two proofs at once cannot spoil each other's. */
export async function provedStates(cache: string, now = Date.now()): Promise<ProvedStates> {
  const folder = join(cache, 'proved');
  const isFresh = async (key: string) => {
    const known = await stat(join(folder, key)).catch(() => undefined);
    return known !== undefined && now - known.mtimeMs < DAYS * 24 * 60 * 60_000;
  };
  for (const key of await readdir(folder).catch(() => []))
    if (!(await isFresh(key))) await rm(join(folder, key), { force: true });
  return {
    has: isFresh,
    async add(key, name) {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, key), `${name}\n`);
    },
  };
}
