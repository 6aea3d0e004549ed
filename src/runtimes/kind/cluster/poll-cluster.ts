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
  /** Compares the workspace with what runs. */
  scan: (signal: AbortSignal) => Promise<void>;
}

/** Looks at the cluster, at the memory of its pods and at the workspace again and again, until the session ends. */
export function pollCluster(
  { connection, pods, signal }: KindSession,
  { settings, cluster, onMemory, scan }: Looking,
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
  const scanning = setInterval(() => void scan(signal).catch(() => undefined), 1000).unref();
  signal.addEventListener('abort', () => {
    clearInterval(sampling);
    clearInterval(scanning);
  });
}
