import { statfs } from 'node:fs/promises';
import { run } from '../../process/run.ts';
import type { Requirement } from '../../runtime.ts';
import { toolCommand } from '../cluster/tool-command.ts';

/** Bytes for a new cluster: its node's image, and those of the bench once in the engine and once on the node. */
const FOR_CLUSTER = 4e9;
/** Bytes for the images of a start and of a few edits. */
const FOR_IMAGES = 1e9;

const NAME = 'Docker’s disk';

/** Whether the engine's disk, which need not be the cache's, has room for the cluster and its images. */
export async function engineDisk(hasCluster: boolean, signal: AbortSignal): Promise<Requirement> {
  const asked = await run(toolCommand('docker', ['info', '--format', '{{.DockerRootDir}}']), signal);
  const root = asked.stdout.trim();
  const disk = root ? await statfs(root).catch(() => undefined) : undefined;
  if (!disk) return { name: NAME, ok: true, detail: 'it cannot be seen from here' };
  return judgeDisk({ root, free: disk.bavail * disk.bsize, hasCluster });
}

/** Judges the room on the engine's disk, in bytes. */
export function judgeDisk(disk: { root: string; free: number; hasCluster: boolean }): Requirement {
  const { root, free, hasCluster } = disk;
  const detail = `${(free / 1e9).toFixed(1)} GB free for ${root}`;
  const needed = hasCluster ? FOR_IMAGES : FOR_CLUSTER;
  if (free >= needed) return { name: NAME, ok: true, detail };
  const why = `${hasCluster ? 'the bench’s images need' : 'a new cluster needs'} ${needed / 1e9} GB`;
  return { name: NAME, ok: false, detail: `${detail}; ${why}`, fix: 'docker system prune' };
}
