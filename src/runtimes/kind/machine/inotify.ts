import { readFile } from 'node:fs/promises';
import type { Requirement } from '../../runtime.ts';

/** The command that raises the limits, to what kind itself advises; it lasts until the machine is started again. */
export const RAISE_INOTIFY =
  'sudo sysctl fs.inotify.max_user_instances=512 fs.inotify.max_user_watches=524288';

/**
 * Least that a cluster of one node runs with: its system, kubelet and pods hold about sixty instances, all counted as one
 * user's. Debian's and Ubuntu's own limit is 128.
 */
const INSTANCES = 100;
const WATCHES = 8192;

const FOLDER = '/proc/sys/fs/inotify';

/** Whether the system lets a node watch enough files; where it does not, pods end with “too many open files”. */
export async function inotifyLimits(folder = FOLDER): Promise<Requirement> {
  const name = 'Inotify';
  const read = async (file: string) =>
    Number(await readFile(`${folder}/${file}`, 'utf8').catch(() => Number.POSITIVE_INFINITY));
  const [instances, watches] = await Promise.all([read('max_user_instances'), read('max_user_watches')]);
  if (!Number.isFinite(instances)) return { name, ok: true, detail: 'the system does not say' };
  const detail = `${instances} instances and ${watches} watches for each user`;
  if (instances >= INSTANCES && watches >= WATCHES) return { name, ok: true, detail };
  return {
    name,
    ok: false,
    detail: `${detail}; a cluster needs ${INSTANCES} and ${WATCHES}, or its pods end with “too many open files”`,
    fix: RAISE_INOTIFY,
  };
}
