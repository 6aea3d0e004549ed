import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../process/run.ts';
import { toolCommand } from './tool-command.ts';

/** Removes a kind cluster, or what there is of it; gives the reason where it could not. Whose it is was asked before. */
export async function deleteCluster(cluster: string, signal: AbortSignal): Promise<string | undefined> {
  // kind takes the cluster out of a kubeconfig as well: never out of the user's own.
  const folder = await mkdtemp(join(tmpdir(), 'spanwise-delete-'));
  try {
    const args = ['delete', 'cluster', '--name', cluster, '--kubeconfig', join(folder, 'kubeconfig')];
    const { code, error, output } = await run(toolCommand('kind', args), signal);
    return code === 0 ? undefined : (error ?? output.trim().split('\n').at(-1));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
