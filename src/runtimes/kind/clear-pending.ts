import { run } from '../process/run.ts';
import { toolCommand } from './tool-command.ts';
import { outputOf } from './tool-failure.ts';

const PENDING = 'status in (pending-install,pending-upgrade,pending-rollback)';

/**
 * Takes away what Helm wrote down of a release that nobody finishes any more: its process was ended in the middle, and
 * Helm would refuse every later one. No other living server has these namespaces (refuseTaken), so it is ours to forget;
 * the next upgrade applies everything again.
 */
export async function clearPending(
  { kubeconfig, namespace, release }: { kubeconfig: string; namespace: string; release: string },
  signal: AbortSignal,
): Promise<void> {
  const which = ['--namespace', namespace, '--selector', `owner=helm,name=${release},${PENDING}`];
  const done = await run(toolCommand('kubectl', ['delete', 'secret', ...which], kubeconfig), signal);
  outputOf(`kubectl delete secret of the unfinished release ${release}`, done);
}
