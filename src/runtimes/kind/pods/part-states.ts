import { EventEmitter } from 'node:events';
import { describeExit } from '../../process/exit-reason.ts';
import type { PartStatus } from '../../runtime.ts';
import type { KnownPart, PodHistory } from './pod-history.ts';
import { POD_PARTS, type PodPart } from './pod-part.ts';
import type { PodView } from './read-pod.ts';
import type { Pods } from './watch-pods.ts';

/** The state of every part, as its pods tell it. */
export interface PartStates {
  of(part: PodPart): PartStatus;
  watch(listener: (part: PodPart) => void, signal: AbortSignal): void;
  /** Looks again at a part that ended: its last log line may be read after its end is known. */
  recheck(part: PodPart): void;
}

/**
 * Follows the pods until `signal` aborts, going on from what is known of them. `lastLine` gives the newest log line of the
 * starts after one, to explain an end with.
 */
export function followStates(
  pods: Pods,
  known: PodHistory['parts'],
  lastLine: (part: PodPart, after: number) => string | undefined,
  signal: AbortSignal,
): PartStates {
  const events = new EventEmitter().setMaxListeners(0);
  const entryOf = (part: PodPart): KnownPart => {
    const entry = known.get(part) ?? { status: fresh(part), wasReady: false };
    known.set(part, entry);
    return entry;
  };
  const become = (part: PodPart, status: PartStatus) => {
    const entry = entryOf(part);
    if (JSON.stringify({ ...status, since: 0 }) === JSON.stringify({ ...entry.status, since: 0 })) return;
    const since = status.state === entry.status.state ? entry.status.since : Date.now();
    entry.status = { ...status, since };
    events.emit('change', part);
  };
  const look = (part: PodPart) => {
    const entry = entryOf(part);
    const pod = pods.of(part);
    if (!pod) {
      const gone = entry.start !== undefined;
      if (gone)
        become(part, {
          ...entry.status,
          state: 'dead',
          reason: 'it has no pod: somebody deleted what made it',
        });
      return;
    }
    if (pod.exit && pod.exit.time !== entry.ended?.time)
      entry.ended = { time: pod.exit.time, afterReady: entry.wasReady };
    const restarted = entry.start !== pod.start;
    if (restarted) entry.wasReady = false;
    if (entry.pod?.uid !== pod.uid)
      entry.pod = { uid: pod.uid, before: entry.pod?.uid, after: entry.status.generation };
    const stop = pods.stopOf(part);
    entry.start = pod.start;
    if (pod.state === 'ready') entry.wasReady = true;
    const generation = entry.status.generation + (restarted ? 1 : 0);
    const afterReady = entry.ended?.afterReady ?? false;
    become(part, {
      ...statusOf(part, pod, { generation, afterReady, lastLine: lastLine(part, entry.pod.after) }),
      ...(stop && stop.uid === entry.pod.before && { lastStop: stop.exit }),
    });
  };
  for (const part of POD_PARTS) {
    if (!pods.of(part)) forgetPod(known, part);
    look(part);
  }
  pods.watch(look, signal);
  return {
    of: (part) => entryOf(part).status,
    watch(listener, until) {
      if (until.aborted) return;
      events.on('change', listener);
      until.addEventListener('abort', () => events.off('change', listener), { once: true });
    },
    recheck: (part) => {
      if (entryOf(part).status.lastExit) look(part);
    },
  };
}

/** On a cluster that has just been opened a part without a pod is not there yet; what it was before, nobody took away. */
function forgetPod(known: PodHistory['parts'], part: PodPart): void {
  const { generation } = known.get(part)?.status ?? fresh(part);
  known.set(part, { status: { ...fresh(part), generation }, wasReady: false });
}

function fresh(part: PodPart): PartStatus {
  return { part, state: 'absent', generation: 0, since: Date.now() };
}

function statusOf(
  part: PodPart,
  { state, reason, exit }: PodView,
  known: { generation: number; afterReady: boolean; lastLine: string | undefined },
): PartStatus {
  const ended = exit && describeExit(exitFor(exit), known.lastLine);
  const why = reason ?? (state === 'ready' ? undefined : ended);
  return {
    part,
    state,
    generation: known.generation,
    since: 0,
    ...(why && { reason: why }),
    ...(exit && { lastExit: { ...exit, afterReady: known.afterReady } }),
  };
}

function exitFor(exit: NonNullable<PodView['exit']>) {
  return { code: exit.code, signal: exit.signal as NodeJS.Signals | null };
}
