import { hostname } from 'node:os';
import type { V1Namespace } from '@kubernetes/client-node';
import { isAlive, startTimeOf } from '#runtimes/process/identity.ts';
import { type Api, ApiError } from '../cluster/api.ts';
import { ToolFailed } from '../cluster/tool-failure.ts';
import type { Namespaces } from './namespaces.ts';

const OWNER = 'spanwise/server';

/** Throws ToolFailed while another living server of this machine has its bench in these namespaces; they may not exist yet. */
export async function refuseTaken(api: Api, { bookstore }: Namespaces, signal: AbortSignal): Promise<void> {
  const path = `/api/v1/namespaces/${bookstore}`;
  const found = await api.get<V1Namespace>(path, signal).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  });
  const [host, pid = '', startTime = ''] = (found?.metadata?.annotations?.[OWNER] ?? '').split(' ');
  const other = { pid: Number(pid), startTime };
  if (host !== hostname() || other.pid === process.pid || !isAlive(other)) return;
  throw new ToolFailed(
    `Process ${pid} already runs a bench in the namespace “${bookstore}” of this cluster. End it, or take another with --learner <name> or --cluster <name>.`,
  );
}

/** Writes this process down as the one whose bench it is. */
export async function claimNamespaces(
  api: Api,
  { bookstore }: Namespaces,
  signal: AbortSignal,
): Promise<void> {
  const owner = `${hostname()} ${process.pid} ${startTimeOf(process.pid)}`;
  await api.patch(
    `/api/v1/namespaces/${bookstore}`,
    { metadata: { annotations: { [OWNER]: owner } } },
    signal,
  );
}
