import { readdir, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Requirement } from '../runtime.ts';

/** Go keeps 2.7 GB of modules and as much of compiled packages (measured from empty caches). */
const DISK_FOR_BUILDS = 6e9;
const DISK_WHEN_BUILT = 5e8;
/** What Go puts together in the temporary folder, which may be a small disk in memory: programs before and after linking. */
const TEMPORARY_FOR_BUILDS = 1e9;

/** Whether there is room for what Go builds, where it is kept and where it is put together. */
export async function diskRequirement(cacheFolder: string): Promise<Requirement> {
  const free = (await freeAt(cacheFolder)) ?? (await freeAt('/')) ?? 0;
  const built = (await readdir(join(cacheFolder, 'tools')).catch(() => [])).length > 0;
  const temporary = process.env['GOTMPDIR'] || tmpdir();
  const freeForGo = built ? undefined : await freeAt(temporary);
  return judgeDisks({ cacheFolder, free, built, temporary, freeForGo });
}

/** Judges the room on both disks, in bytes; `freeForGo` is absent where nothing large is built any more. */
export function judgeDisks(disks: {
  cacheFolder: string;
  free: number;
  built: boolean;
  temporary: string;
  freeForGo: number | undefined;
}): Requirement {
  const { cacheFolder, free, built, temporary, freeForGo } = disks;
  const name = 'Disk';
  const detail = `${inGigabytes(free)} free for ${cacheFolder}`;
  if (free < (built ? DISK_WHEN_BUILT : DISK_FOR_BUILDS)) {
    const why = built ? 'a running bench needs 0.5 GB' : 'the first build needs 6 GB';
    return { name, ok: false, detail: `${detail}; ${why}`, fix: 'npm run clean' };
  }
  if (freeForGo === undefined || freeForGo >= TEMPORARY_FOR_BUILDS) return { name, ok: true, detail };
  const other = join(cacheFolder, 'tmp');
  return {
    name,
    ok: false,
    detail: `${inGigabytes(freeForGo)} free for ${temporary}, where Go puts programs together; the first build needs 1 GB there`,
    fix: `mkdir -p ${other} && GOTMPDIR=${other} npm start`,
  };
}

async function freeAt(folder: string): Promise<number | undefined> {
  const disk = await statfs(folder).catch(() => undefined);
  return disk && disk.bavail * disk.bsize;
}

function inGigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
