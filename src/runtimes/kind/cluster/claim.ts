import { Readable } from 'node:stream';
import { z } from 'zod';
import { type Finished, run } from '../../process/run.ts';
import { deleteCluster } from './delete-cluster.ts';
import { interruptedMaking, isOfMaking } from './making.ts';
import { firstLineIn, tarOf } from './tar.ts';
import { toolCommand } from './tool-command.ts';

const ClaimSchema = z.strictObject({
  madeBy: z.literal('spanwise').describe('Tells the file from one of somebody else’s'),
  cluster: z.string().describe('Name of the kind cluster'),
  state: z.string().describe('State folder of the instance that made it'),
});
export type ClusterClaim = z.infer<typeof ClaimSchema>;

/** It lies in the cluster's node and goes with it: neither a folder that was removed nor a cluster of the same name can mislead. */
const FILE = 'spanwise-claim.json';
const NODES = ['--filter', 'label=io.x-k8s.kind.role=control-plane', '--format', '{{.Names}}'];

/**
 * Writes into the nodes of a cluster that was just made that it was made here. Without that it is never removed, only
 * named; gives the reason where it could not be written.
 */
export async function claimCluster(
  { cluster, state }: Omit<ClusterClaim, 'madeBy'>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const claim: ClusterClaim = { madeBy: 'spanwise', cluster, state };
  const content = Buffer.from(`${JSON.stringify(claim)}\n`);
  for (const node of await nodesOf(cluster, signal)) {
    const input = Readable.from(
      tarOf([{ name: FILE, mode: 0o644, size: content.length, content: [content] }]),
    );
    const { code, error, output } = await run(toolCommand('docker', ['cp', '-', `${node}:/`]), signal, {
      input,
    });
    if (code !== 0) return error ?? output.trim().split('\n').at(-1);
  }
  return undefined;
}

/** The kind clusters of this machine, running or not, that Spanwise made; none where there is no Docker. */
export async function claimedClusters(signal: AbortSignal): Promise<ClusterClaim[]> {
  const claims: ClusterClaim[] = [];
  for (const node of await nodesOf(undefined, signal)) {
    const copied = await docker(['cp', `${node}:/${FILE}`, '-'], signal);
    const claim = copied.code === 0 ? readClaim(firstLineIn(copied.stdout)) : undefined;
    if (claim && nodeOf(claim.cluster) === node) claims.push(claim);
  }
  return claims;
}

/** The clusters whose making these instances began and did not end, as far as there is something of them. */
export async function interruptedClusters(
  states: readonly string[],
  claims: readonly ClusterClaim[],
  signal: AbortSignal,
): Promise<ClusterClaim[]> {
  const left: ClusterClaim[] = [];
  for (const state of states) {
    const making = interruptedMaking(state);
    if (!making || claims.some(({ cluster }) => cluster === making.cluster)) continue;
    const { cluster } = making;
    if (isOfMaking(making, await createdAt(cluster, signal)))
      left.push({ madeBy: 'spanwise', cluster, state });
  }
  return left;
}

/** When the node of a cluster was created, in milliseconds since the Unix epoch; undefined where there is none. */
export async function createdAt(cluster: string, signal: AbortSignal): Promise<number | undefined> {
  const { code, stdout } = await docker(['inspect', '--format', '{{.Created}}', nodeOf(cluster)], signal);
  const created = code === 0 ? Date.parse(stdout.trim()) : Number.NaN;
  return Number.isNaN(created) ? undefined : created;
}

/** Removes a cluster if it still is the one that was claimed; gives the reason where it could not. */
export async function removeClaimed(claim: ClusterClaim, signal: AbortSignal): Promise<string | undefined> {
  const claims = await claimedClusters(signal);
  const all = [...claims, ...(await interruptedClusters([claim.state], claims, signal))];
  const found = all.some(({ cluster, state }) => cluster === claim.cluster && state === claim.state);
  if (!found) return 'it is gone, or is another one by now';
  return deleteCluster(claim.cluster, signal);
}

async function nodesOf(cluster: string | undefined, signal: AbortSignal): Promise<string[]> {
  const own = cluster === undefined ? [] : ['--filter', `label=io.x-k8s.kind.cluster=${cluster}`];
  const { code, stdout } = await docker(['ps', '--all', ...own, ...NODES], signal);
  return code === 0 ? stdout.split('\n').filter(Boolean) : [];
}

function nodeOf(cluster: string): string {
  return `${cluster}-control-plane`;
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
