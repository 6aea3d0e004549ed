import { EventEmitter } from 'node:events';
import { ListWatch, type V1Pod, type V1PodList, Watch } from '@kubernetes/client-node';
import type { Connection } from '../cluster/connection.ts';
import type { Namespaces } from '../namespaces/namespaces.ts';
import { POD_PARTS, type PodPart } from './pod-part.ts';
import { type PodView, readPod } from './read-pod.ts';

/** The pods of one bench, kept up to date by watching the cluster. */
export interface Pods {
  /** The pod that is the part now: the newest, one that stays before one that leaves. */
  of(part: PodPart): PodView | undefined;
  /** How the pod of the part that was asked to go last ended, once the cluster has told: some tell it as they are removed. */
  stopOf(part: PodPart): Stop | undefined;
  /** Calls back when a part's pods changed, until `signal` aborts. */
  watch(listener: (part: PodPart) => void, signal: AbortSignal): void;
}

/** The end of a pod that was asked to go. */
export interface Stop {
  uid: string;
  exit: NonNullable<PodView['exit']>;
}

const NAME = 'app.kubernetes.io/name';

/** Starts to watch both namespaces; resolves when the first list is there. */
export async function watchPods(
  { kube, api }: Connection,
  { bookstore, tracing }: Namespaces,
  signal: AbortSignal,
): Promise<Pods> {
  const pods = new Map<string, V1Pod>();
  const stops = new Map<PodPart, Stop>();
  const events = new EventEmitter().setMaxListeners(0);
  const follow = async (namespace: string) => {
    const path = `/api/v1/namespaces/${namespace}/pods`;
    const list = () => api.get<V1PodList>(path, signal);
    const watching = new ListWatch<V1Pod>(path, new Watch(kube), list, false);
    const update = (pod: V1Pod, exists: boolean) => {
      const key = pod.metadata!.uid!;
      if (exists) pods.set(key, pod);
      else pods.delete(key);
      const part = partOf(pod);
      if (!part) return;
      const { uid, stop } = readPod(pod);
      if (stop) stops.set(part, { uid, exit: stop });
      events.emit('change', part);
    };
    watching.on('add', (pod) => update(pod, true));
    watching.on('update', (pod) => update(pod, true));
    watching.on('delete', (pod) => update(pod, false));
    // The watch connects again by itself, later each time; watch-cluster.ts reports an API that is away.
    watching.on('error', () => undefined);
    signal.addEventListener('abort', () => void watching.stop(), { once: true });
    await watching.start();
  };
  await Promise.all([follow(bookstore), follow(tracing)]);
  return {
    of(part) {
      const own = [...pods.values()].filter((pod) => partOf(pod) === part).sort(newestFirst);
      const chosen = own.find((pod) => pod.metadata?.deletionTimestamp === undefined) ?? own[0];
      return chosen && readPod(chosen);
    },
    stopOf: (part) => stops.get(part),
    watch(listener, until) {
      if (until.aborted) return;
      events.on('change', listener);
      until.addEventListener('abort', () => events.off('change', listener), { once: true });
    },
  };
}

/** The part that a pod is of, by the label that the charts give it. */
export function partOf(pod: V1Pod): PodPart | undefined {
  return POD_PARTS.find((part) => part === pod.metadata?.labels?.[NAME]);
}

function newestFirst(a: V1Pod, b: V1Pod): number {
  return createdAt(b) - createdAt(a);
}

function createdAt(pod: V1Pod): number {
  return new Date(pod.metadata?.creationTimestamp ?? 0).getTime();
}
