import type { V1Pod } from '@kubernetes/client-node';
import type { PartState } from '../../runtime.ts';

/** What a pod says of the one container in it. */
export interface PodView {
  name: string;
  namespace: string;
  uid: string;
  /** Another one is another start: the pod, and how often its container was started in it. */
  start: string;
  container: string;
  image: string;
  state: PartState;
  /** Why it is not ready, where the cluster says so. */
  reason?: string;
  /** Whether the container's process is there to be asked and read. */
  running: boolean;
  /** How the container ended the last time; `time` in milliseconds since the Unix epoch. */
  exit?: { code: number | null; signal: string | null; time: number };
  /** It has been asked to go. */
  leaving: boolean;
  /** How its container ended after that: told between the end and the removal of the pod. */
  stop?: NonNullable<PodView['exit']>;
}

/** Reads a pod of one container, as every part of the bench is. */
export function readPod(pod: V1Pod): PodView {
  const container = pod.spec?.containers[0];
  const status = pod.status?.containerStatuses?.[0];
  const leaving = pod.metadata?.deletionTimestamp !== undefined;
  const ended = status?.state?.terminated ?? status?.lastState?.terminated;
  return {
    name: pod.metadata?.name ?? '',
    namespace: pod.metadata?.namespace ?? '',
    uid: pod.metadata?.uid ?? '',
    start: `${pod.metadata?.uid}/${status?.restartCount ?? 0}`,
    container: container?.name ?? '',
    image: container?.image ?? '',
    running: status?.state?.running !== undefined,
    leaving,
    ...stateOf(pod),
    ...(ended && { exit: exitOf(ended) }),
    ...(leaving && status?.state?.terminated && { stop: exitOf(status.state.terminated) }),
  };
}

function stateOf(pod: V1Pod): { state: PartState; reason?: string } {
  const status = pod.status?.containerStatuses?.[0];
  const image = pod.spec?.containers[0]?.image;
  if (pod.metadata?.deletionTimestamp !== undefined) return { state: 'stopped', reason: 'its pod is ending' };
  const waiting = status?.state?.waiting;
  if (waiting?.reason && /Image|Pull/.test(waiting.reason)) {
    // The message names the image at every step; the reason stands at its end.
    const said = waiting.message ? `: ${shorten(waiting.message.replaceAll(` "${image}"`, ''))}` : '';
    return {
      state: 'failed',
      reason: `the image ${image} is not on the node and could not be pulled${said}`,
    };
  }
  if (waiting?.reason === 'CrashLoopBackOff') return { state: 'dead' };
  if (waiting?.reason && /Error/.test(waiting.reason))
    return { state: 'failed', reason: `${waiting.reason}: ${shorten(waiting.message ?? '')}` };
  if (status?.state?.terminated) return { state: 'dead' };
  const unplaced = pod.status?.conditions?.find(
    (one) => one.type === 'PodScheduled' && one.status === 'False',
  );
  if (unplaced)
    return { state: 'failed', reason: `no node takes its pod: ${shorten(unplaced.message ?? '')}` };
  if (pod.status?.reason === 'Evicted')
    return { state: 'failed', reason: `the node evicted its pod: ${shorten(pod.status.message ?? '')}` };
  return { state: status?.ready ? 'ready' : 'starting' };
}

/** A container ended by a signal has 128 and the signal's number as its exit code. */
function exitOf({
  exitCode,
  reason,
  finishedAt,
}: {
  exitCode: number;
  reason?: string;
  finishedAt?: Date | string;
}) {
  const signal = reason === 'OOMKilled' ? 'SIGKILL' : SIGNALS[exitCode - 128];
  const time = new Date(finishedAt ?? 0).getTime();
  return signal ? { code: null, signal, time } : { code: exitCode, signal: null, time };
}

const SIGNALS: Record<number, string> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  9: 'SIGKILL',
  15: 'SIGTERM',
};

function shorten(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
