import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive, startTimeOf } from '../process/identity.ts';

/** Waits until no other live process builds this, then holds the lock; resolves with the release. */
export async function takeBuildLock(
  file: string,
  onWait: (pid: number) => void,
  signal: AbortSignal,
): Promise<() => Promise<void>> {
  const own = JSON.stringify({ pid: process.pid, startTime: startTimeOf(process.pid) });
  for (let unreadable = 0; ; ) {
    signal.throwIfAborted();
    try {
      await writeFile(file, own, { flag: 'wx' });
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = await readHolder(file);
    // A lock just made may not be written yet; one that stays unreadable is a dead builder's.
    unreadable = holder ? 0 : unreadable + 1;
    if (holder ? !isAlive(holder) : unreadable > 5) await rm(file, { force: true });
    else {
      if (holder) onWait(holder.pid);
      await wait(300, undefined, { signal });
    }
  }
}

async function readHolder(file: string): Promise<{ pid: number; startTime: string } | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as { pid: number; startTime: string };
  } catch {
    return undefined;
  }
}
