import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Finished, run } from '../../process/run.ts';
import { toolCommand } from './tool-command.ts';

const ClaimSchema = z.strictObject({
  madeBy: z.literal('spanwise').describe('Tells the file from one of somebody else’s'),
  cluster: z.string().describe('Name of the kind cluster'),
  state: z.string().describe('State folder of the instance that made it'),
});
export type ClusterClaim = z.infer<typeof ClaimSchema>;

/** It lies in the cluster's node and goes with it: neither a folder that was removed nor a cluster of the same name can mislead. */
const FILE = '/spanwise-claim.json';
const NODES = ['--filter', 'label=io.x-k8s.kind.role=control-plane', '--format', '{{.Names}}'];

/** Writes into the nodes of a cluster that was just made that it was made here. Without that it is never removed, only named. */
export async function claimCluster(
  { cluster, state }: Omit<ClusterClaim, 'madeBy'>,
  signal: AbortSignal,
): Promise<void> {
  const claim: ClusterClaim = { madeBy: 'spanwise', cluster, state };
  await withFile(async (file) => {
    await writeFile(file, `${JSON.stringify(claim)}\n`);
    for (const node of await nodesOf(cluster, signal)) await docker(['cp', file, `${node}:${FILE}`], signal);
  });
}

/** The kind clusters of this machine, running or not, that Spanwise made; none where there is no Docker. */
export async function claimedClusters(signal: AbortSignal): Promise<ClusterClaim[]> {
  const claims: ClusterClaim[] = [];
  for (const node of await nodesOf(undefined, signal)) {
    const claim = await withFile(async (file) => {
      const copied = await docker(['cp', `${node}:${FILE}`, file], signal);
      return copied.code === 0 ? readClaim(await readFile(file, 'utf8')) : undefined;
    });
    if (claim && `${claim.cluster}-control-plane` === node) claims.push(claim);
  }
  return claims;
}

/** Removes a cluster if it still is the one that was claimed; gives the reason where it could not. */
export async function removeClaimed(claim: ClusterClaim, signal: AbortSignal): Promise<string | undefined> {
  const found = (await claimedClusters(signal)).some(
    ({ cluster, state }) => cluster === claim.cluster && state === claim.state,
  );
  if (!found) return 'it is gone, or is another one by now';
  // kind takes the cluster out of a kubeconfig as well: never out of the user's own.
  return withFile(async (kubeconfig) => {
    const args = ['delete', 'cluster', '--name', claim.cluster, '--kubeconfig', kubeconfig];
    const { code, error, output } = await run(toolCommand('kind', args), signal);
    return code === 0 ? undefined : (error ?? output.trim().split('\n').at(-1));
  });
}

async function nodesOf(cluster: string | undefined, signal: AbortSignal): Promise<string[]> {
  const own = cluster === undefined ? [] : ['--filter', `label=io.x-k8s.kind.cluster=${cluster}`];
  const { code, stdout } = await docker(['ps', '--all', ...own, ...NODES], signal);
  return code === 0 ? stdout.split('\n').filter(Boolean) : [];
}

function docker(args: string[], signal: AbortSignal): Promise<Finished> {
  return run(toolCommand('docker', args), signal);
}

function readClaim(text: string): ClusterClaim | undefined {
  try {
    return ClaimSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

async function withFile<T>(work: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'spanwise-claim-'));
  try {
    return await work(join(folder, 'file'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
