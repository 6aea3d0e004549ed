import { describe, expect, it } from 'vitest';
import { readPod } from '#runtimes/kind/pods/read-pod.ts';
import { pod } from './pod.ts';

const state = (...args: Parameters<typeof pod>) => {
  const { state: is, reason, exit } = readPod(pod(...args));
  return { is, ...(reason && { reason }), ...(exit && { exit }) };
};

describe('what a pod says of its part', () => {
  it('is starting until its container is ready', () => {
    expect(state('orders', undefined)).toEqual({ is: 'starting' });
    expect(state('orders', { state: { running: {} } })).toEqual({ is: 'starting' });
    expect(state('orders', { state: { running: {} }, ready: true })).toEqual({ is: 'ready' });
  });

  it('is on its way out once it was deleted, however ready', () => {
    expect(state('orders', { state: { running: {} }, ready: true }, { deleted: true }).is).toBe('stopped');
  });

  it('has failed where the image cannot be had, with what the node said', () => {
    const waiting = { reason: 'ImagePullBackOff', message: 'Back-off pulling\n  image' };
    expect(state('orders', { state: { waiting } })).toMatchInlineSnapshot(`
      {
        "is": "failed",
        "reason": "the image spanwise/orders:1 is not on the node and could not be pulled: Back-off pulling image",
      }
    `);
  });

  it('says of an image that could not be pulled what the registry said, not its name five times', () => {
    const image = 'spanwise/orders:1';
    const message = `Back-off pulling image "${image}": ErrImagePull: failed to pull and unpack image "${image}": failed to resolve reference "${image}": failed to do request: Head "https://registry.example/v2/spanwise/orders/manifests/1": dial tcp 192.0.2.1:443: connect: connection refused`;
    const waiting = { reason: 'ImagePullBackOff', message };
    expect(state('orders', { state: { waiting } }).reason).toMatchInlineSnapshot(
      `"the image spanwise/orders:1 is not on the node and could not be pulled: Back-off pulling image: ErrImagePull: failed to pull and unpack image: failed to resolve reference: failed to do request: Head "https://registry.example/v2/spanwise/orders/manifests/1": dial tcp 192.0.2.1:443: connect: connection refused"`,
    );
  });

  it('has failed where no node takes it', () => {
    const conditions = [
      { type: 'PodScheduled', status: 'False', message: '0/1 nodes: Insufficient memory.' },
    ];
    expect(state('orders', undefined, { conditions })).toMatchInlineSnapshot(`
      {
        "is": "failed",
        "reason": "no node takes its pod: 0/1 nodes: Insufficient memory.",
      }
    `);
  });

  it('tells an exit code from a signal, and a container killed for its memory from one that ended', () => {
    const finishedAt = '2026-01-01T10:00:05Z' as unknown as Date;
    const ended = (exitCode: number, reason?: string) =>
      state('orders', { state: { terminated: { exitCode, finishedAt, ...(reason && { reason }) } } }).exit;
    expect(ended(2)).toEqual({ code: 2, signal: null, time: Date.parse('2026-01-01T10:00:05Z') });
    expect(ended(137)).toMatchObject({ code: null, signal: 'SIGKILL' });
    expect(ended(143)).toMatchObject({ code: null, signal: 'SIGTERM' });
    expect(ended(1, 'OOMKilled')).toMatchObject({ code: null, signal: 'SIGKILL' });
  });

  it('is dead while the node waits before it tries again, and still knows how it ended', () => {
    const crashed = {
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 1, finishedAt: '2026-01-01T10:00:05Z' as unknown as Date } },
      restartCount: 3,
    };
    expect(state('orders', crashed)).toMatchObject({ is: 'dead', exit: { code: 1 } });
  });
});
