import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Folders } from './folders.ts';

/** Removes everything an instance that has ended knows; what it built stays in the cache. */
export async function removeState(folders: Folders): Promise<void> {
  await rm(folders.state, { recursive: true, force: true });
  await rm(folders.postgres, { recursive: true, force: true });
}

/**
 * Notes whose data a Postgres folder outside the state folder is, and removes those beside it whose state folder
 * is gone (deleted by hand, or a temporary one).
 */
export async function claimPostgresFolder(folders: Folders): Promise<void> {
  if (folders.postgres.startsWith(folders.state)) return;
  await dropUnopenable(folders);
  await writeFile(join(folders.postgres, 'owner'), folders.state, { mode: 0o600 });
  const all = dirname(folders.postgres);
  for (const name of await readdir(all)) {
    const owner = await readFile(join(all, name, 'owner'), 'utf8').catch(() => undefined);
    if (owner && !(await stat(owner).catch(() => undefined)))
      await rm(join(all, name), { recursive: true, force: true });
  }
}

/** Data whose password went with a deleted state folder opens to nobody; it is the shop's, no work of a learner. */
async function dropUnopenable({ state, postgres }: Folders): Promise<void> {
  if (await stat(join(state, 'secrets', 'postgres')).catch(() => undefined)) return;
  for (const name of await readdir(postgres))
    await rm(join(postgres, name), { recursive: true, force: true });
}
