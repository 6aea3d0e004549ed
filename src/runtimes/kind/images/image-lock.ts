import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { takeBuildLock } from '../../go/build-lock.ts';
import { recordsFolder } from './image-records.ts';

/**
 * Does `work` while no other bench of this user brings or removes images: one that is found on the node must still be
 * there when its pod is made.
 */
export async function withImages<T>(
  cacheFolder: string,
  work: () => Promise<T>,
  { onWait = () => undefined, signal }: { onWait?: (pid: number) => void; signal: AbortSignal },
): Promise<T> {
  const folder = recordsFolder(cacheFolder);
  await mkdir(folder, { recursive: true });
  const release = await takeBuildLock(join(folder, 'lock'), onWait, signal);
  try {
    return await work();
  } finally {
    await release();
  }
}
