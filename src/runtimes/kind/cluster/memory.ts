import type { V1NodeList } from '@kubernetes/client-node';
import { POD_PARTS, type PodPart } from '../pods/pod-part.ts';
import type { Pods } from '../pods/watch-pods.ts';
import type { Connection } from './connection.ts';

interface Summary {
  pods?: { podRef: { name: string; namespace: string }; memory?: { workingSetBytes?: number } }[];
}

/** Working set of every part's pod, in bytes, as the kubelets measured it; nothing where they cannot be asked. */
export async function memoryOf(
  { api }: Connection,
  pods: Pods,
  signal: AbortSignal,
): Promise<Map<PodPart, number>> {
  const memory = new Map<PodPart, number>();
  const { items } = await api.get<V1NodeList>('/api/v1/nodes', signal);
  for (const node of items) {
    const path = `/api/v1/nodes/${node.metadata?.name}/proxy/stats/summary`;
    const summary = await api.get<Summary>(path, signal);
    for (const { podRef, memory: used } of summary.pods ?? []) {
      const part = POD_PARTS.find(
        (one) => pods.of(one)?.name === podRef.name && pods.of(one)?.namespace === podRef.namespace,
      );
      if (part && used?.workingSetBytes) memory.set(part, used.workingSetBytes);
    }
  }
  return memory;
}
