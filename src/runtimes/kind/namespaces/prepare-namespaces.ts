import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { run } from '#runtimes/process/run.ts';
import { toolCommand } from '../cluster/tool-command.ts';
import type { KindContext } from '../context.ts';
import type { KindSession } from '../session.ts';
import { claimNamespaces, refuseTaken } from './claim-namespaces.ts';

const CLASSROOM = resolve(import.meta.dirname, '../../../../labs/cluster/classroom.yaml');

/**
 * Makes a learner's two namespaces with all that fences them in; on a cluster of many learners also what no role can
 * refuse. Gives a warning where that last part could not be done, and throws ToolFailed where the first could not.
 */
export async function prepareNamespaces(
  { charts, connection }: KindSession,
  { namespaces, settings }: KindContext,
  signal: AbortSignal,
): Promise<string | undefined> {
  await refuseTaken(connection.api, namespaces, signal);
  await charts.learner(signal);
  await claimNamespaces(connection.api, namespaces, signal);
  for (const namespace of [namespaces.bookstore, namespaces.tracing]) {
    // Whoever makes a pod and names no account gets this one; it has no rights, and so needs no token.
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/default`;
    const silence = () => connection.api.patch(path, { automountServiceAccountToken: false }, signal);
    // The cluster makes it a moment after the namespace.
    for (let tries = 0; tries < 20; tries += 1) {
      const done = await silence().then(
        () => true,
        () => false,
      );
      if (done) break;
      await wait(200, undefined, { signal });
    }
  }
  if (!settings.learner) return undefined;
  const args = ['apply', '--server-side', '--force-conflicts', '--filename', CLASSROOM];
  const applied = await run(toolCommand('kubectl', args, connection.kubeconfig), signal);
  return applied.code === 0
    ? undefined
    : `learners are kept apart less well: labs/cluster/classroom.yaml could not be applied (${applied.output.trim().split('\n').at(-1)})`;
}
