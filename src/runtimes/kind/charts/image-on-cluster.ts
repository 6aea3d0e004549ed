import type { V1Deployment } from '@kubernetes/client-node';
import { type Api, ApiError } from '../cluster/api.ts';

/** The image that the Deployment at this path asks for; undefined where there is none. */
export async function imageOnCluster(
  api: Api,
  path: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const found = await api.get<V1Deployment>(path, signal).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  });
  return found?.spec?.template.spec?.containers[0]?.image;
}
