import { setTimeout as wait } from 'node:timers/promises';
import type { V1Deployment, V1PodList } from '@kubernetes/client-node';
import { BENCH_PARTS } from '#system/part-names.ts';
import { workloadPath } from '../charts/workloads.ts';
import type { Api } from '../cluster/api.ts';
import type { Namespaces } from '../namespaces/namespaces.ts';
import type { PodPart } from './pod-part.ts';
import { type Pods, partOf } from './watch-pods.ts';

interface RollOut {
  api: Pick<Api, 'get'>;
  namespaces: Namespaces;
  /** As the watch of the cluster knows them, which on a busy machine hears of a change seconds later. */
  pods: Pick<Pods, 'of'>;
  signal: AbortSignal;
}

/** Milliseconds for the cluster to replace the pods that a chart changed; later ones are waited for as any part is. */
const TIMEOUT = 60_000;
/** Milliseconds between two looks. */
const LOOK_EVERY = 250;

/**
 * Waits after the charts were installed until no pod is left that is to be replaced, and the watch knows it. A pod of the template before is
 * ready until it is removed, and would be taken for the new one; where only the environment changed, even its image
 * is the same.
 */
export async function untilRolledOut(rollOut: RollOut): Promise<void> {
  const until = performance.now() + TIMEOUT;
  while (performance.now() < until) {
    const all = await Promise.all(BENCH_PARTS.map((part) => isRolledOut(rollOut, part)));
    if (all.every(Boolean) && (await isHeard(rollOut))) return;
    await wait(LOOK_EVERY, undefined, { signal: rollOut.signal });
  }
}

/** Whether the watch takes none for a part's pod that the API does not have, or has on its way out. */
async function isHeard({ api, namespaces, pods, signal }: RollOut): Promise<boolean> {
  const lists = await Promise.all(
    [namespaces.bookstore, namespaces.tracing].map((namespace) =>
      api.get<V1PodList>(`/api/v1/namespaces/${namespace}/pods`, signal).catch(() => undefined),
    ),
  );
  signal.throwIfAborted();
  const staying = lists
    .flatMap((list) => list?.items ?? [])
    .filter((pod) => pod.metadata?.deletionTimestamp === undefined);
  return BENCH_PARTS.every((part) => {
    const own = staying.filter((pod) => partOf(pod) === part).map((pod) => pod.metadata?.uid);
    const known = pods.of(part);
    return known === undefined || known.leaving ? own.length === 0 : own.includes(known.uid);
  });
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
