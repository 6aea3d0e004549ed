import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '#runtimes/process/identity.ts';

/** The servers that still run on one of these state folders. */
export function liveServers(states: readonly string[]): { pid: number; state: string }[] {
  return states.flatMap((state) => {
    const holder = readHolder(state);
    return holder && isAlive(holder) ? [{ pid: holder.pid, state }] : [];
  });
}

function readHolder(state: string): { pid: number; startTime: string } | undefined {
  try {
    const { pid, startTime } = JSON.parse(readFileSync(join(state, 'lock.json'), 'utf8'));
    return Number.isInteger(pid) && typeof startTime === 'string' ? { pid, startTime } : undefined;
  } catch {
    return undefined;
  }
}
