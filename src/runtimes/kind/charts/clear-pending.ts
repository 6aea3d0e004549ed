import type { Api } from '../cluster/api.ts';

const PENDING = 'status in (pending-install,pending-upgrade,pending-rollback)';

/**
 * Takes away what Helm wrote down of a release that nobody finishes any more: its process was ended in the middle, and
 * Helm would refuse every later one. No other living server has these namespaces (refuseTaken), so it is ours to forget;
 * the next upgrade applies everything again.
 */
export async function clearPending(
  api: Api,
  { namespace, release }: { namespace: string; release: string },
  signal: AbortSignal,
): Promise<void> {
  const which = new URLSearchParams({ labelSelector: `owner=helm,name=${release},${PENDING}` });
  await api.remove(`/api/v1/namespaces/${namespace}/secrets?${which}`, signal);
}
