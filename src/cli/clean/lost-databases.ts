import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chooseFolders } from '#runtimes/state/folders.ts';

/** Postgres folders that lie apart from their instance's state folder, of instances whose state folder is gone. */
export function lostDatabases(env: NodeJS.ProcessEnv): string[] {
  const folders = chooseFolders({ port: 0, env });
  const home = dirname(folders.postgres);
  if (folders.postgres.startsWith(folders.state) || !existsSync(home)) return [];
  return readdirSync(home)
    .map((name) => join(home, name))
    .filter((folder) => {
      const owner = join(folder, 'owner');
      return existsSync(owner) && !existsSync(readFileSync(owner, 'utf8').trim());
    });
}
