import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inPhase } from '../../phase.ts';
import { run } from '../../process/run.ts';
import type { Progress } from '../../runtime.ts';
import type { KindSettings } from '../settings.ts';
import { type Connection, connectTo } from './connection.ts';
import { createCluster, removeInterrupted } from './create-cluster.ts';
import { needDefaultStorage } from './default-storage.ts';
import { toolCommand } from './tool-command.ts';
import { outputOf, ToolFailed } from './tool-failure.ts';

interface Opening {
  settings: KindSettings;
  /** The state folder: the cluster's kubeconfig is kept in it, so that the user's own is never touched. */
  stateFolder: string;
  /** The kind configuration used when the settings name none. */
  ownConfig: string;
  progress: Progress;
  signal: AbortSignal;
}

/** Milliseconds until the API of a cluster that was just made, or whose node was just started, has to answer. */
const OURS_WITHIN = 60_000;
/** Milliseconds for the API of a cluster that runs already. */
const THEIRS_WITHIN = 10_000;

/** Finds the cluster, wakes it or makes it, and connects to it; throws ToolFailed with the reason. */
export async function openCluster(opening: Opening): Promise<Connection> {
  const { settings, stateFolder, progress, signal } = opening;
  const folder = join(stateFolder, 'kube');
  const kubeconfig = join(folder, 'cluster.yaml');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { cluster, context } = settings;
  if (context !== undefined) {
    const view = ['config', 'view', '--raw', '--minify', '--flatten', '--context', context];
    const command = toolCommand('kubectl', view, process.env.KUBECONFIG);
    await keep(kubeconfig, outputOf(`reading the context “${context}”`, await run(command, signal)));
    const kind = context.startsWith('kind-') ? context.slice('kind-'.length) : undefined;
    const theirs = { id: 'cluster', title: 'Open the cluster', usual: 1000 };
    return inPhase(progress, theirs, (detail) => {
      detail(`using the context “${context}”`);
      return answers(connectTo(kubeconfig, kind), THEIRS_WITHIN, signal);
    });
  }
  const ours = { id: 'cluster', title: 'Open the cluster', usual: 30_000 };
  return inPhase(progress, ours, async (detail) => {
    let isThere = await exists(cluster, signal);
    if (isThere && (await removeInterrupted(cluster, stateFolder, signal))) {
      detail(`removed the cluster “${cluster}”, whose making had been interrupted`);
      isThere = false;
    }
    if (isThere) {
      detail(`found the cluster “${cluster}”`);
      await wake(cluster, signal);
      const args = ['get', 'kubeconfig', '--name', cluster];
      const given = await run(toolCommand('kind', args), signal);
      await keep(kubeconfig, outputOf('kind get kubeconfig', given, cluster));
    } else {
      detail(`making the cluster “${cluster}”`);
      await createCluster({ ...opening, kubeconfig, detail });
    }
    const connection = await answers(connectTo(kubeconfig, cluster), OURS_WITHIN, signal);
    if (isThere) await needDefaultStorage(connection.api, cluster, signal);
    return connection;
  });
}

/** Whether kind knows a cluster of this name. */
export async function exists(cluster: string, signal: AbortSignal): Promise<boolean> {
  const known = outputOf('kind get clusters', await run(toolCommand('kind', ['get', 'clusters']), signal));
  return known.split('\n').includes(cluster);
}

/** A machine that was started again has its node container, but stopped. */
async function wake(cluster: string, signal: AbortSignal): Promise<void> {
  const filter = ['--filter', `label=io.x-k8s.kind.cluster=${cluster}`, '--filter', 'status=exited'];
  const command = toolCommand('docker', ['ps', '-a', ...filter, '--format', '{{.Names}}']);
  const stopped = outputOf('docker ps', await run(command, signal))
    .split('\n')
    .filter(Boolean);
  if (stopped.length > 0)
    outputOf('docker start', await run(toolCommand('docker', ['start', ...stopped]), signal));
}

/** Waits until the API behind the connection answers. */
async function answers(connection: Connection, timeoutMs: number, signal: AbortSignal): Promise<Connection> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(2000)]);
    const problem = await connection.api.get('/version', limit).then(
      () => undefined,
      (error: Error) => error,
    );
    if (!problem) return connection;
    signal.throwIfAborted();
    if (performance.now() > until) {
      const cause = (problem.cause as Error | undefined)?.message ?? problem.message;
      throw new ToolFailed(
        `the cluster’s API does not answer: ${cause}${connection.kind ? `. If it stays so, have it made anew: kind delete cluster --name ${connection.kind}` : ''}`,
      );
    }
    await wait(500, undefined, { signal });
  }
}

async function keep(file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600 });
}
