import type { V1Pod } from '@kubernetes/client-node';
import { beforeEach, describe, expect, it } from 'vitest';
import { followStates, type PartStates } from '#runtimes/kind/pods/part-states.ts';
import { newPodHistory, type PodHistory } from '#runtimes/kind/pods/pod-history.ts';
import type { PodPart } from '#runtimes/kind/pods/pod-part.ts';
import { readPod } from '#runtimes/kind/pods/read-pod.ts';
import { pod } from './pod.ts';

let now: V1Pod | undefined;
let stopped: V1Pod | undefined;
let tell: (part: PodPart) => void;
let states: PartStates;
let history: PodHistory;
/** Opens the cluster: for the first time, or anew. */
let open: () => void;
const running = { state: { running: {} } };
const ended = (exitCode: number, second: number) => ({
  exitCode,
  finishedAt: `2026-01-01T10:00:0${second}Z` as unknown as Date,
});

beforeEach(() => {
  [now, stopped] = [undefined, undefined];
  const pods = {
    stopOf: () => {
      const { uid, stop } = stopped ? readPod(stopped) : {};
      return uid && stop ? { uid, exit: stop } : undefined;
    },
    of: (part: PodPart) => (part === 'orders' && now ? readPod(now) : undefined),
    watch: (listener: (part: PodPart) => void) => {
      tell = listener;
    },
  };
  const lastLine = (_: PodPart, after: number) => `panic: no luck after ${after}`;
  history = newPodHistory();
  open = () => {
    states = followStates(pods, history.parts, lastLine, new AbortController().signal);
  };
  open();
});

const see = (seen: V1Pod | undefined) => {
  now = seen;
  tell('orders');
  return states.of('orders');
};

describe('the state of a part, from its pods', () => {
  it('is absent before there is a pod, and dead when the pod is gone', () => {
    expect(states.of('orders')).toMatchObject({ state: 'absent', generation: 0 });
    see(pod('orders', { ...running, ready: true }));
    expect(see(undefined)).toMatchObject({
      state: 'dead',
      reason: expect.stringContaining('no pod') as string,
    });
  });

  it('counts a start for each pod and for each container in it', () => {
    expect(see(pod('orders', { ...running, ready: true })).generation).toBe(1);
    expect(see(pod('orders', { ...running, ready: true })).generation).toBe(1);
    expect(see(pod('orders', { ...running, restartCount: 1 })).generation).toBe(2);
    expect(see(pod('orders', running, { uid: 'u2' })).generation).toBe(3);
  });

  it('goes on counting when the cluster is opened anew', () => {
    see(pod('orders', { ...running, ready: true }));
    see(pod('orders', { ...running, ready: true }, { uid: 'u2' }));
    open();
    expect(states.of('orders')).toMatchObject({ state: 'ready', generation: 2 });
    // Another cluster, which has no pods yet.
    now = undefined;
    open();
    const { state, generation, reason } = states.of('orders');
    expect([state, generation, reason]).toEqual(['absent', 2, undefined]);
    expect(see(pod('orders', running, { uid: 'u3' })).generation).toBe(3);
  });

  it('remembers how the pod ended that was replaced, and nothing of one before it', () => {
    see(pod('orders', { ...running, ready: true }));
    stopped = pod('orders', { state: { terminated: ended(137, 1) } }, { deleted: true });
    const replaced = pod('orders', { ...running, ready: true }, { uid: 'u2' });
    expect(see(replaced).lastStop).toMatchObject({ code: null, signal: 'SIGKILL' });
    expect(see(pod('orders', running, { uid: 'u3' })).lastStop).toBeUndefined();
    // A container that ended by itself and runs again was not asked to.
    const again = { ...running, restartCount: 1, lastState: { terminated: ended(1, 2) } };
    stopped = pod('orders', again, { uid: 'u3', deleted: true });
    expect(see(pod('orders', running, { uid: 'u4' })).lastStop).toBeUndefined();
  });

  it('remembers of each end whether it came after the part had been ready', () => {
    see(pod('orders', { ...running, ready: true }));
    see(pod('orders', { state: { terminated: ended(1, 1) } }));
    const again = { ...running, restartCount: 1, lastState: { terminated: ended(1, 1) } };
    expect(see(pod('orders', again)).lastExit).toMatchObject({ code: 1, afterReady: true });
    const second = { state: { terminated: ended(1, 3) }, restartCount: 1 };
    expect(see(pod('orders', second))).toMatchObject({
      state: 'dead',
      reason: 'ended with exit code 1; its last line: panic: no luck after 0',
      lastExit: { afterReady: false },
    });
  });

  it('explains the end of a pod with what that pod said, not the one before it', () => {
    see(pod('orders', { ...running, ready: true }));
    see(pod('orders', running, { uid: 'u2' }));
    const again = { state: { terminated: ended(1, 3) }, restartCount: 1 };
    expect(see(pod('orders', again, { uid: 'u2' })).reason).toContain('no luck after 1');
  });

  it('speaks of a change only when there is one', () => {
    const heard: string[] = [];
    states.watch((part) => heard.push(part), new AbortController().signal);
    see(pod('orders', { ...running, ready: true }));
    see(pod('orders', { ...running, ready: true }));
    expect(heard).toEqual(['orders']);
  });
});
