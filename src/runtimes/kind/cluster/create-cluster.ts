import { run } from '../../process/run.ts';
import type { KindSettings } from '../settings.ts';
import { claimCluster, claimedClusters, createdAt } from './claim.ts';
import { deleteCluster } from './delete-cluster.ts';
import { forgetMaking, interruptedMaking, isOfMaking, noteMaking } from './making.ts';
import { toolCommand } from './tool-command.ts';
import { outputOf } from './tool-failure.ts';

interface Creating {
  settings: KindSettings;
  stateFolder: string;
  /** The kind configuration used when the settings name none. */
  ownConfig: string;
  kubeconfig: string;
  detail: (text: string) => void;
  signal: AbortSignal;
}

/** Milliseconds to remove what there is of a cluster whose making was given up: less than the end of the server may take. */
const REMOVE_WITHIN = 15_000;

/**
 * Makes a kind cluster and writes into it that it was made here; throws ToolFailed with the reason. Given up half way, or
 * failed, it leaves nothing behind, or the note by which the next start removes what is left.
 */
export async function createCluster(creating: Creating): Promise<void> {
  const { settings, stateFolder, ownConfig, kubeconfig, detail, signal } = creating;
  const { cluster, nodeImage, clusterConfig } = settings;
  const args = ['create', 'cluster', '--name', cluster, '--kubeconfig', kubeconfig, '--wait', '120s'];
  args.push('--config', clusterConfig ?? ownConfig, ...(nodeImage ? ['--image', nodeImage] : []));
  const goesOn = noteMaking(stateFolder, cluster);
  const onLine = (line: string) => {
    goesOn();
    detail(line.replace(/^[^\p{L}]+|[^\p{L}\p{N})”=.…]+$/gu, ''));
  };
  try {
    const made = await run(toolCommand('kind', args), signal, { onLine });
    // Somebody else made it between the look and this: it is theirs.
    if (/already exist for a cluster with the name/.test(made.output)) forgetMaking(stateFolder);
    outputOf(`kind create cluster --name ${cluster}`, made, cluster);
  } catch (error) {
    if (interruptedMaking(stateFolder)?.cluster === cluster)
      // The note stays: the engine may still be about to make the node it was asked for.
      await deleteCluster(cluster, AbortSignal.timeout(REMOVE_WITHIN)).catch(() => undefined);
    throw error;
  }
  const unclaimed = await claimCluster({ cluster, state: stateFolder }, signal);
  forgetMaking(stateFolder);
  detail(
    unclaimed === undefined
      ? `made the cluster “${cluster}”`
      : `made the cluster “${cluster}”, but npm run clean will not know it (${unclaimed}); kind delete cluster --name ${cluster} removes it`,
  );
}

/** Removes what an interrupted making of this cluster has left; whether there was something. Throws ToolFailed. */
export async function removeInterrupted(
  cluster: string,
  stateFolder: string,
  signal: AbortSignal,
): Promise<boolean> {
  const making = interruptedMaking(stateFolder);
  if (making?.cluster !== cluster) return false;
  // The server was killed behind the claim, or somebody made it anew.
  const isWhole = (await claimedClusters(signal)).some((claim) => claim.cluster === cluster);
  const isLeft = !isWhole && isOfMaking(making, await createdAt(cluster, signal));
  if (isLeft) {
    const problem = await deleteCluster(cluster, signal);
    const what = `removing the cluster “${cluster}”, whose making was interrupted,`;
    if (problem !== undefined) outputOf(what, { code: 1, signal: null, stdout: '', output: problem });
  }
  forgetMaking(stateFolder);
  return isLeft;
}
