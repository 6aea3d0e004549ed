import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from '../cluster/connection.ts';
import type { PodHistory } from './pod-history.ts';
import { POD_PARTS, type PodPart } from './pod-part.ts';
import type { PodView } from './read-pod.ts';
import type { Pods } from './watch-pods.ts';

/** How many lines of a container that ran before are read when we come. */
const BEFORE_US = 200;

/**
 * Reads the logs of every part's pods, each start of a container once, until `signal` aborts; `begin` gives the
 * listener for one start. The result waits for what a pod's ended containers said.
 */
export function followPodLogs(
  connection: Connection,
  pods: Pods,
  linesRead: PodHistory['linesRead'],
  signal: AbortSignal,
  begin: (part: PodPart) => (line: string, written: number) => void,
): (pod: PodView) => Promise<void> {
  const followed = new Map<string, Promise<void>>();
  const look = (part: PodPart) => {
    const pod = pods.of(part);
    if (!pod || followed.has(pod.start) || !(pod.running || pod.exit)) return;
    const isStill = () => pods.of(part)?.start === pod.start && pods.of(part)?.running === true;
    followed.set(pod.start, followStart(connection, pod, { add: begin(part), isStill, linesRead }, signal));
  };
  for (const part of POD_PARTS) look(part);
  pods.watch(look, signal);
  return async (pod) => {
    const ended = [...followed].filter(
      ([start]) => start.startsWith(`${pod.uid}/`) && !(start === pod.start && pod.running),
    );
    await Promise.all(ended.map(([, read]) => read));
  };
}

interface Following {
  add: (line: string, written: number) => void;
  isStill: () => boolean;
  linesRead: PodHistory['linesRead'];
}

async function followStart(
  connection: Connection,
  pod: PodView,
  { add, isStill, linesRead }: Following,
  signal: AbortSignal,
): Promise<void> {
  let newest = linesRead.get(pod.start) ?? '';
  const take = (text: string) => {
    const at = text.indexOf(' ');
    const time = text.slice(0, at);
    // Asking again from a second on gives lines twice; the cluster stamps each with its nanosecond.
    if (nanoseconds(time) <= nanoseconds(newest)) return;
    newest = time;
    linesRead.set(pod.start, time);
    add(text.slice(at + 1), Date.parse(time));
  };
  do {
    await readOnce(connection, pod, newest, take, signal).catch(() => undefined);
    await wait(300, undefined, { signal }).catch(() => undefined);
  } while (!signal.aborted && isStill());
}

async function readOnce(
  { api }: Connection,
  pod: PodView,
  since: string,
  take: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const query = new URLSearchParams({ container: pod.container, follow: 'true', timestamps: 'true' });
  if (since) query.set('sinceTime', since);
  else query.set('tailLines', String(BEFORE_US));
  const path = `/api/v1/namespaces/${pod.namespace}/pods/${pod.name}/log?${query}`;
  for await (const line of api.lines(path, signal)) take(line);
}

/** RFC 3339 with up to nine digits of a second, as a number that can be compared. */
function nanoseconds(time: string): bigint {
  const [, seconds, fraction] = /^(.*?)(?:\.(\d+))?Z$/.exec(time) ?? [];
  if (!seconds) return 0n;
  return BigInt(Date.parse(`${seconds}Z`)) * 1_000_000n + BigInt((fraction ?? '').padEnd(9, '0'));
}
