import { rmdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { type ClusterClaim, removeClaimed } from '#runtimes/kind/cluster/claim.ts';
import { type EngineImage, imagesInEngine, removeFromEngine } from '#runtimes/kind/images/engine-images.ts';
import { recordsFolder } from '#runtimes/kind/images/image-records.ts';
import { chooseFolders } from '#runtimes/state/folders.ts';
import { ask } from './ask.ts';
import { describeItems } from './describe-items.ts';
import { findItems } from './find-items.ts';
import { liveServers } from './live-servers.ts';
import type { CleanOptions } from './options.ts';
import { ownClusters } from './own-clusters.ts';
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
  const found = await ownClusters(states, process.env, signal);
  const clusters = options.clusters ? { removed: found, kept: [] } : { removed: [], kept: found };
  const kept = items.filter((item) => !removed.includes(item));
  const images = await imagesInEngine(signal);
  console.log(describeItems(removed, kept, clusters, images));
  if (removed.length === 0 && clusters.removed.length === 0 && images.length === 0) return 0;
  if (!options.yes && !(await ask('Remove this?', signal))) {
    console.log('Nothing was removed.');
    return 1;
  }
  const standing = await removeClusters(clusters.removed, signal);
  const left = await removeImages(images, signal);
  const failed = standing || left;
  for (const { path } of removed) remove(path);
  // While there is a cluster, the next start learns from them what to remove from its node.
  const isGone = clusters.kept.length === 0 && !standing;
  if (isGone) remove(recordsFolder(chooseFolders({ port: 0, env: process.env }).cache));
  for (const state of states) removeIfEmpty(state);
  console.log(failed ? 'The rest was removed.' : 'Removed.');
  return failed ? 1 : 0;
}

/** Whether one of them could not be removed; what stands in its way is said. */
async function removeClusters(clusters: readonly ClusterClaim[], signal: AbortSignal): Promise<boolean> {
  let failed = false;
  for (const claim of clusters) {
    const reason = await removeClaimed(claim, signal);
    if (reason === undefined) continue;
    failed = true;
    console.error(`The kind cluster ${claim.cluster} was not removed: ${reason}`);
  }
  return failed;
}

/** Whether some could not be removed, such as those that a container uses. */
async function removeImages(images: readonly EngineImage[], signal: AbortSignal): Promise<boolean> {
  const { problem } = await removeFromEngine(
    images.map(({ image }) => image),
    signal,
  );
  if (problem !== undefined) console.error(`Not every image in Docker was removed: ${problem}`);
  return problem !== undefined;
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
