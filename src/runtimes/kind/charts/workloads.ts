import type { V1Deployment } from '@kubernetes/client-node';
import { SERVICES, type Service } from '#system/part-names.ts';
import { specOf } from '#system/spec-of.ts';
import { type Api, ApiError } from '../cluster/api.ts';
import type { Namespaces } from '../namespaces/namespaces.ts';
import type { PodPart } from '../pods/pod-part.ts';

/** Where a part's Deployment or StatefulSet is, as a path of the Kubernetes API. */
export function workloadPath(part: PodPart, { bookstore, tracing }: Namespaces): string {
  const namespace = chartOf(part) === 'tracing' ? tracing : bookstore;
  const kind = specOf(part).kind === 'store' ? 'statefulsets' : 'deployments';
  return `/apis/apps/v1/namespaces/${namespace}/${kind}/${part}`;
}

/** Replaces a part's pod by a new one, of another image where one is given; false when nobody makes pods for it. */
export async function rollOut(
  api: Api,
  namespaces: Namespaces,
  part: PodPart,
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
  part: PodPart,
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
  part: PodPart,
  signal: AbortSignal,
): Promise<string | undefined> {
  const found = await api.get<V1Deployment>(workloadPath(part, namespaces), signal).catch(() => undefined);
  return found?.status?.conditions?.find((one) => one.type === 'ReplicaFailure')?.message;
}

/** Which chart a part belongs to. */
export function chartOf(part: PodPart): 'tracing' | 'bookstore' {
  return specOf(part).kind === 'tool' ? 'tracing' : 'bookstore';
}

/** Whether the part is one of the services. */
export function isService(part: PodPart): part is Service {
  return SERVICES.some((one) => one === part);
}
