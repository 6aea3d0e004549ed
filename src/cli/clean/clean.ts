import { rmdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { ask } from './ask.ts';
import { describeItems } from './describe-items.ts';
import { findItems } from './find-items.ts';
import { liveServers } from './live-servers.ts';
import type { CleanOptions } from './options.ts';
import { stateFolders } from './state-folders.ts';

/** Removes what Spanwise left on this machine, after showing it; gives the exit code. */
export async function clean(root: string, options: CleanOptions, signal: AbortSignal): Promise<number> {
  const states = stateFolders(process.env);
  const alive = liveServers(states);
  if (alive.length > 0) {
    console.error(stillRunning(alive));
    return 1;
  }
  const items = findItems(root, states, process.env);
  const removed = items.filter((item) => options.all || !item.work);
  console.log(
    describeItems(
      removed,
      items.filter((item) => !removed.includes(item)),
    ),
  );
  if (removed.length === 0) return 0;
  if (!options.yes && !(await ask('Remove this?', signal))) {
    console.log('Nothing was removed.');
    return 1;
  }
  for (const { path } of removed) remove(path);
  for (const state of states) removeIfEmpty(state);
  console.log('Removed.');
  return 0;
}

/** The message that names every server still running. */
export function stillRunning(alive: readonly { pid: number; state: string }[]): string {
  const list = alive.map(({ pid, state }) => `  process ${pid}, with ${state}`);
  const pids = alive.map(({ pid }) => pid).join(' ');
  return [
    'Spanwise is still running:',
    ...list,
    `End it first (Ctrl-C where it runs, or: kill ${pids}).`,
  ].join('\n');
}

function remove(path: string): void {
  rmSync(path, { recursive: true, force: true });
  removeIfEmpty(dirname(path));
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Something else is in it, or it is gone already.
  }
}
