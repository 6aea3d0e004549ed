import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chooseFolders } from '#runtimes/local/folders.ts';

/** The state folder of every instance there has been: one per port, and the one the environment names. */
export function stateFolders(env: NodeJS.ProcessEnv, root?: boolean): string[] {
  const { SPANWISE_STATE: named, ...usual } = env;
  const home = dirname(chooseFolders({ port: 0, env: usual, root }).state);
  const found = list(home).map((name) => join(home, name));
  return named ? [...found, chooseFolders({ port: 0, env, root }).state] : found;
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch {
    return [];
  }
}
