import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Requirement } from '../../runtime.ts';

/** The command that raises the limits, to what kind itself advises; it lasts until the machine is started again. */
export const RAISE_INOTIFY =
  'sudo sysctl fs.inotify.max_user_instances=512 fs.inotify.max_user_watches=524288';

/**
 * Instances that a cluster of one node needs: its system, kubelet and pods held 34 on the machine this was measured on, and
 * the system of kind's own node image some more. All count as one user's, beside what else that user watches.
 */
const INSTANCES = 64;
/** The default of systems that do not make it follow from their memory. */
const WATCHES = 8192;

/** Where the limits are read, whose processes count, and whether a cluster holds its own already. */
interface Looking {
  folder?: string;
  uid?: number;
  hasCluster?: boolean;
  used?: (uid: number) => number;
}

/** Whether the system lets a node watch enough files; where it does not, pods end with “too many open files”. */
export function inotifyLimits({
  folder = '/proc/sys/fs/inotify',
  uid = 0,
  hasCluster = false,
  used = instancesOf,
}: Looking = {}): Requirement {
  const name = 'Inotify';
  const [instances, watches] = ['max_user_instances', 'max_user_watches'].map((file) =>
    read(join(folder, file)),
  );
  if (instances === undefined || watches === undefined)
    return { name, ok: true, detail: 'the system does not say' };
  const held = hasCluster ? 0 : used(uid);
  const free = instances - held;
  const detail = `${instances} instances and ${watches} watches for each user${held > 0 ? `, ${free} instances free` : ''}`;
  if (free >= INSTANCES && watches >= WATCHES) return { name, ok: true, detail };
  return {
    name,
    ok: false,
    detail: `${detail}; a cluster needs ${INSTANCES} and ${WATCHES}, or its pods end with “too many open files”`,
    fix: RAISE_INOTIFY,
  };
}

/** The instances that a user's processes hold, as far as this process may look: 0 where it may not. */
function instancesOf(uid: number): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.reduce((sum, pid) => sum + instancesIn(pid, uid), 0);
}

function instancesIn(pid: string, uid: number): number {
  const folder = `/proc/${pid}/fd`;
  try {
    if (statSync(`/proc/${pid}`).uid !== uid) return 0;
    return readdirSync(folder).filter((file) => targetOf(join(folder, file)) === 'anon_inode:inotify').length;
  } catch {
    // It is somebody else's, or has ended.
    return 0;
  }
}

/** A descriptor may be closed by the time it is looked at, as that of the listing itself. */
function targetOf(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}

function read(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
