import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { dumpYaml } from '@kubernetes/client-node';
import { writeAtomic } from '#disk/write-atomic.ts';
import type { Connection } from '../cluster/connection.ts';
import type { Namespaces } from './namespaces.ts';

/** How long a token of the learner's account is good for, and when it is replaced, in seconds. */
const LIFETIME = 3600;
const RENEW_AFTER = 2700;

/** The kubeconfig of the learner's terminals; `keepLearnerAccess` writes it. */
export function learnerKubeconfig(stateFolder: string): string {
  return join(stateFolder, 'kube', 'learner.yaml');
}

/**
 * Writes a kubeconfig whose short-lived token opens the learner's two namespaces and nothing else (the roles of
 * labs/cluster/learner), and renews it until `signal` aborts. Rejects when the first token cannot be had.
 */
export async function keepLearnerAccess(
  connection: Connection,
  namespaces: Namespaces,
  stateFolder: string,
  signal: AbortSignal,
): Promise<void> {
  const write = async () => {
    const token = await newToken(connection, namespaces, signal);
    const file = learnerKubeconfig(stateFolder);
    // A kubectl that reads at this moment must find the one or the other whole.
    await writeAtomic(file, kubeconfig(connection, namespaces, token), { mode: 0o600 });
  };
  await write();
  void (async () => {
    for (let pause = RENEW_AFTER; ; ) {
      await wait(pause * 1000, undefined, { signal, ref: false });
      pause = await write().then(
        () => RENEW_AFTER,
        // The cluster is away; the old token is good for a while yet.
        () => 15,
      );
    }
  })().catch(() => undefined);
}

async function newToken(
  { api }: Connection,
  { bookstore }: Namespaces,
  signal: AbortSignal,
): Promise<string> {
  const path = `/api/v1/namespaces/${bookstore}/serviceaccounts/learner/token`;
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest' };
  const spec = { expirationSeconds: LIFETIME };
  const { status } = await api.post<{ status: { token: string } }>(path, { ...request, spec }, signal);
  return status.token;
}

function kubeconfig({ kube }: Connection, { bookstore, tracing }: Namespaces, token: string): string {
  const cluster = kube.getCurrentCluster()!;
  const context = (namespace: string) => ({
    name: namespace,
    context: { cluster: 'bench', user: 'learner', namespace },
  });
  return dumpYaml({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'bench',
        cluster: {
          server: cluster.server,
          ...(cluster.caData && { 'certificate-authority-data': cluster.caData }),
          ...(cluster.tlsServerName && { 'tls-server-name': cluster.tlsServerName }),
        },
      },
    ],
    users: [{ name: 'learner', user: { token } }],
    contexts: [context(bookstore), context(tracing)],
    'current-context': bookstore,
  });
}
