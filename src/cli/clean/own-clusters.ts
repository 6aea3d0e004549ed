import { dirname } from 'node:path';
import { type ClusterClaim, claimedClusters, interruptedClusters } from '#runtimes/kind/cluster/claim.ts';
import { chooseFolders } from '#runtimes/state/folders.ts';

/** The kind clusters that an instance of this user made; those of others on the same Docker are left out. */
export async function ownClusters(
  states: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<ClusterClaim[]> {
  const { SPANWISE_STATE: _, ...usual } = env;
  const home = dirname(chooseFolders({ port: 0, env: usual }).state);
  const claims = await claimedClusters(signal);
  // The folder of an instance may have been removed before its cluster.
  return [
    ...claims.filter(({ state }) => states.includes(state) || dirname(state) === home),
    ...(await interruptedClusters(states, claims, signal)),
  ];
}
