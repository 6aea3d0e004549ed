import { readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Requirement } from '../runtime.ts';

/** Go keeps 2.7 GB of modules and as much of compiled packages (measured from empty caches). */
const DISK_FOR_BUILDS = 6e9;
const DISK_WHEN_BUILT = 5e8;

/** Whether there is room for what Go builds. */
export async function diskRequirement(cacheFolder: string): Promise<Requirement> {
  const { bavail, bsize } = await statfs(cacheFolder).catch(() => statfs('/'));
  const free = bavail * bsize;
  const detail = `${(free / 1e9).toFixed(1)} GB free for ${cacheFolder}`;
  const built = (await readdir(join(cacheFolder, 'tools')).catch(() => [])).length > 0;
  const needed = built ? DISK_WHEN_BUILT : DISK_FOR_BUILDS;
  if (free >= needed) return { name: 'Disk', ok: true, detail };
  const why = built ? 'a running bench needs 0.5 GB' : 'the first build needs 6 GB';
  return { name: 'Disk', ok: false, detail: `${detail}; ${why}`, fix: 'npm run clean' };
}
