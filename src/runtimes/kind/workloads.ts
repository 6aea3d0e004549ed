import type { V1Deployment } from '@kubernetes/client-node';
import { type BenchPart, type Service, STACK } from '../parts.ts';
import { type Api, ApiError } from './cluster/api.ts';
import type { Namespaces } from './namespaces.ts';

/** Where a part's Deployment or StatefulSet is, as a path of the Kubernetes API. */
export function workloadPath(part: BenchPart, { bookstore, tracing }: Namespaces): string {
  const namespace = part === 'tempo' || part === 'collector' ? tracing : bookstore;
  const kind = part === 'postgres' || part === 'rabbitmq' ? 'statefulsets' : 'deployments';
  return `/apis/apps/v1/namespaces/${namespace}/${kind}/${part}`;
}

/** Replaces a part's pod by a new one, of another image where one is given; false when nobody makes pods for it. */
export async function rollOut(
  api: Api,
  namespaces: Namespaces,
  part: BenchPart,
  image: string | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  const annotations = { 'spanwise/started': new Date().toISOString() };
  const containers = image ? [{ name: part, image }] : undefined;
  const template = { metadata: { annotations }, ...(containers && { spec: { containers } }) };
  try {
    await api.patch(workloadPath(part, namespaces), { spec: { replicas: 1, template } }, signal);
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return false;
    throw error;
  }
}

/** Removes what makes a part's pods, and so the pods; what is not there needs no removing. */
export async function removeWorkload(
  api: Api,
  namespaces: Namespaces,
  part: BenchPart,
  signal: AbortSignal,
): Promise<void> {
  await api.remove(workloadPath(part, namespaces), signal).catch((error: unknown) => {
    if (!(error instanceof ApiError && error.status === 404)) throw error;
  });
}

/** Why no pod is made for a part, in the words of the cluster: a quota, or Pod Security. */
export async function refusalOf(
  api: Api,
  namespaces: Namespaces,
  part: BenchPart,
  signal: AbortSignal,
): Promise<string | undefined> {
  const found = await api.get<V1Deployment>(workloadPath(part, namespaces), signal).catch(() => undefined);
  return found?.status?.conditions?.find((one) => one.type === 'ReplicaFailure')?.message;
}

/** Which chart a part belongs to. */
export function chartOf(part: BenchPart): 'tracing' | 'bookstore' {
  return part === 'tempo' || part === 'collector' ? 'tracing' : 'bookstore';
}

/** Whether the part is one of the four services. */
export function isService(part: BenchPart): part is Service {
  return !STACK.some((one) => one === part);
}
