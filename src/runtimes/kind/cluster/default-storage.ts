import type { Api } from './api.ts';
import { ToolFailed } from './tool-failure.ts';

interface StorageClasses {
  items: { metadata: { annotations?: Record<string, string> } }[];
}

/** Marks the class that serves claims which name none: https://kubernetes.io/docs/concepts/storage/storage-classes/ */
const DEFAULT = 'storageclass.kubernetes.io/is-default-class';

/**
 * Throws ToolFailed where a kind cluster has no default storage class. kind installs it last, so a cluster without was never
 * finished, and whatever keeps data would wait in it for ever.
 */
export async function needDefaultStorage(api: Api, cluster: string, signal: AbortSignal): Promise<void> {
  const { items } = await api.get<StorageClasses>('/apis/storage.k8s.io/v1/storageclasses', signal);
  if (items.some(({ metadata }) => metadata.annotations?.[DEFAULT] === 'true')) return;
  throw new ToolFailed(
    `the cluster “${cluster}” has no default storage class, so nothing that keeps data can start in it: its making was interrupted. Have it made anew: kind delete cluster --name ${cluster}`,
  );
}
