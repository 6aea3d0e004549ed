import type { V1Secret } from '@kubernetes/client-node';
import type { Api } from '../cluster/api.ts';
import type { Namespaces } from '../namespaces/namespaces.ts';

/** The chart's generated passwords. */
export interface Passwords {
  postgres: string;
  rabbitmq: string;
}

/** Reads them from the cluster, which is the only place they are kept. */
export async function readPasswords(
  api: Api,
  namespaces: Namespaces,
  signal: AbortSignal,
): Promise<Passwords> {
  const path = `/api/v1/namespaces/${namespaces.bookstore}/secrets/passwords`;
  const { data = {} } = await api.get<V1Secret>(path, signal);
  const text = (name: string) => Buffer.from(data[name] ?? '', 'base64').toString();
  return { postgres: text('postgres'), rabbitmq: text('rabbitmq') };
}
