import type { V1Deployment, V1Pod, V1PodSpec } from '@kubernetes/client-node';
import type { Api } from '../cluster/api.ts';

/** The images that anything on the cluster runs or is about to run, whoever's bench it is. */
export async function imagesInUse(api: Pick<Api, 'get'>, signal: AbortSignal): Promise<Set<string>> {
  const [pods, deployments] = await Promise.all([
    api.get<{ items: V1Pod[] }>('/api/v1/pods', signal),
    // A pod that is still to be made is not among the pods.
    api.get<{ items: V1Deployment[] }>('/apis/apps/v1/deployments', signal),
  ]);
  const specs = [
    ...pods.items.map(({ spec }) => spec),
    ...deployments.items.map(({ spec }) => spec?.template.spec),
  ];
  return new Set(specs.flatMap(imagesOf));
}

function imagesOf(spec: V1PodSpec | undefined): string[] {
  const containers = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])];
  return containers.flatMap(({ image }) => image ?? []);
}
