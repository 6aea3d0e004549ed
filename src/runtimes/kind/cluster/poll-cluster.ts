import type { PodPart } from '../pods/pod-part.ts';
import type { KindSession } from '../session.ts';
import type { KindSettings } from '../settings.ts';
import type { ClusterPart } from './cluster-part.ts';
import { memoryOf } from './memory.ts';
import { watchCluster } from './watch-cluster.ts';

interface Looking {
  settings: KindSettings;
  cluster: ClusterPart;
  onMemory: (memory: Map<PodPart, number>) => void;
}

/** Looks at the cluster and at the memory of its pods again and again, until the session ends. */
export function pollCluster(
  { connection, pods, signal }: KindSession,
  { settings, cluster, onMemory }: Looking,
): void {
  void watchCluster(
    connection,
    settings,
    (problem) => (problem ? cluster.become('dead', problem) : cluster.become('ready')),
    signal,
  ).catch(() => undefined);
  const sampling = setInterval(
    () =>
      void memoryOf(connection, pods, signal)
        .then(onMemory)
        .catch(() => undefined),
    10_000,
  ).unref();
  signal.addEventListener('abort', () => clearInterval(sampling));
}
