import { run } from '#runtimes/process/run.ts';
import type { Connection } from '../cluster/connection.ts';
import { toolCommand } from '../cluster/tool-command.ts';
import type { Namespaces } from './namespaces.ts';

/** Whether the cluster's network keeps to its NetworkPolicies; `unknown` where it could not be tried. */
export interface PolicyTrial {
  result: 'enforced' | 'not-enforced' | 'unknown';
  /** In words, with what it means. */
  detail: string;
}

/** A connection that no policy allows: the broker has no business with catalog. Bash opens it, without any tool. */
const TRY = 'timeout 3 bash -c "exec 3<>/dev/tcp/catalog/8080" 2>/dev/null && echo open || echo closed';

/** Tries a connection that the policies forbid, from the broker's pod to catalog, which is up: a cluster may take policies and ignore them. */
export async function tryPolicies(
  { kubeconfig }: Connection,
  { bookstore }: Namespaces,
  signal: AbortSignal,
): Promise<PolicyTrial> {
  const args = ['exec', '--namespace', bookstore, 'rabbitmq-0', '--', 'bash', '-c', TRY];
  const tried = await run(toolCommand('kubectl', args, kubeconfig), signal);
  const answer = tried.stdout.trim();
  if (answer === 'closed') {
    return { result: 'enforced', detail: 'enforced: a connection they forbid was not made' };
  }
  if (answer === 'open') {
    const detail =
      'NOT enforced: this cluster takes the policies and ignores them. Labs work; learners are not kept apart on its network';
    return { result: 'not-enforced', detail };
  }
  const why = tried.output.trim().split('\n').at(-1) ?? '';
  return { result: 'unknown', detail: `could not be tried: ${why}` };
}
