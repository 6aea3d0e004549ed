import { setTimeout as wait } from 'node:timers/promises';
import type { V1Deployment } from '@kubernetes/client-node';
import { BENCH_PARTS } from '#system/part-names.ts';
import { workloadPath } from '../charts/workloads.ts';
import type { Api } from '../cluster/api.ts';
import type { Namespaces } from '../namespaces/namespaces.ts';
import type { PodPart } from './pod-part.ts';

interface RollOut {
  api: Pick<Api, 'get'>;
  namespaces: Namespaces;
  signal: AbortSignal;
}

/** Milliseconds for the cluster to replace the pods that a chart changed; later ones are waited for as any part is. */
const TIMEOUT = 60_000;
/** Milliseconds between two looks, and for the watch of the pods to hear of what the API says already. */
const LOOK_EVERY = 250;

/**
 * Waits after the charts were installed until no pod is left that is to be replaced. A pod of the template before is
 * ready until it is removed, and would be taken for the new one; where only the environment changed, even its image
 * is the same.
 */
export async function untilRolledOut(rollOut: RollOut): Promise<void> {
  const until = performance.now() + TIMEOUT;
  while (performance.now() < until) {
    const all = await Promise.all(BENCH_PARTS.map((part) => isRolledOut(rollOut, part)));
    await wait(LOOK_EVERY, undefined, { signal: rollOut.signal });
    if (all.every(Boolean)) return;
  }
}

/** A part without a workload, as a service that does not compile, has nothing to replace. */
async function isRolledOut({ api, namespaces, signal }: RollOut, part: PodPart): Promise<boolean> {
  const found = await api.get<V1Deployment>(workloadPath(part, namespaces), signal).catch(() => undefined);
  signal.throwIfAborted();
  if (!found) return true;
  const { metadata, spec, status } = found;
  return (
    status?.observedGeneration === metadata?.generation &&
    (status?.updatedReplicas ?? 0) >= (spec?.replicas ?? 1) &&
    (status?.replicas ?? 0) <= (spec?.replicas ?? 1)
  );
}
