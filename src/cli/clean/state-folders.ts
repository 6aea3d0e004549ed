import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chooseFolders } from '#runtimes/state/folders.ts';

/** The state folder of every instance there has been: one per port, and the one the environment names. */
export function stateFolders(env: NodeJS.ProcessEnv): string[] {
  const { SPANWISE_STATE: named, ...usual } = env;
  const home = dirname(chooseFolders({ port: 0, env: usual }).state);
  const found = existsSync(home) ? readdirSync(home, { withFileTypes: true }) : [];
  const folders = found.filter((entry) => entry.isDirectory()).map(({ name }) => join(home, name));
  return named && !folders.includes(named) ? [...folders.sort(), named] : folders.sort();
}
