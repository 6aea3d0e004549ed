import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * How to call npm: the one that runs us, else the one beside this Node, else the one on the PATH.
 *
 * @param {(path: string) => boolean} exists
 */
export function npmCommand(env, execPath, exists = existsSync) {
  const running = env.npm_execpath;
  if (running && basename(running) === 'npm-cli.js' && exists(running))
    return { file: execPath, args: [running] };
  const beside = join(dirname(execPath), 'npm');
  return { file: exists(beside) ? beside : 'npm', args: [] };
}
