import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The folder that a Docker from a snap and kind can both see: such a Docker has a /tmp of its own, and kind hands images to
 * it through the temporary folder. Undefined where Docker is from elsewhere.
 */
export function snapFolder(env: Record<string, string | undefined>): string | undefined {
  const { HOME, PATH = '' } = env;
  if (!HOME || !isSnap(PATH)) return undefined;
  const folder = join(HOME, 'snap/docker/common');
  try {
    mkdirSync(folder, { recursive: true });
    return folder;
  } catch {
    // kind then says itself what it misses.
    return undefined;
  }
}

/** Whether the first docker on the PATH is the command of a snap: all of those are one program under their names. */
function isSnap(path: string): boolean {
  const file = path
    .split(delimiter)
    .map((folder) => join(folder, 'docker'))
    .find((candidate) => existsSync(candidate));
  if (file === undefined) return false;
  return /(^|\/)snap\/bin\/docker$/.test(file) || realpathSync(file) === '/usr/bin/snap';
}
