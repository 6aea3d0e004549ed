import { describe, expect, test } from 'vitest';
import { monitorBench } from '#grading/bench-faults/bench-monitor.ts';
import { fakeBench } from '../bench.ts';

const never = new AbortController().signal;
const killed = { code: null, signal: 'SIGKILL', time: 5, afterReady: true };
const exited = { code: 2, signal: null, time: 5, afterReady: true };

describe('the monitor of the bench', () => {
  test('says nothing of a bench that stays well', async () => {
    const { runtime, change } = fakeBench();
    const monitor = monitorBench(runtime, never);
    change('orders', { build: { state: 'stale', errors: [] } });
    expect(await monitor.end()).toBeUndefined();
    expect(monitor.faulted.aborted).toBe(false);
  });

  test('says nothing of a part that is the learner’s work in this step', async () => {
    const { runtime, change, silence } = fakeBench();
    const monitor = monitorBench(runtime, never, ['collector']);
    change('collector', { state: 'dead', generation: 2, reason: 'exit code 1' });
    silence('collector');
    expect(await monitor.end()).toBeUndefined();
    expect(monitor.faulted.aborted).toBe(false);
  });

  test('a part that is back already was still away', async () => {
    const { runtime, change } = fakeBench();
    const monitor = monitorBench(runtime, never);
    change('tempo', { generation: 2 });
    expect(monitor.faulted.aborted).toBe(true);
    expect(await monitor.end()).toEqual({ part: 'tempo', reason: 'it was restarted during the check' });
  });

  test('a service killed from outside is the bench’s fault', async () => {
    const { runtime, change } = fakeBench();
    const monitor = monitorBench(runtime, never);
    change('orders', { state: 'dead', reason: 'ended by SIGKILL', lastExit: killed });
    expect(await monitor.end()).toEqual({ part: 'orders', reason: 'ended by SIGKILL' });
  });

  test('a service that ends by itself says so with its code', async () => {
    const { runtime, change } = fakeBench();
    const monitor = monitorBench(runtime, never);
    change('orders', { state: 'dead', reason: 'exit code 2', lastExit: exited });
    expect(await monitor.end()).toEqual({
      part: 'orders',
      reason: 'exit code 2',
      exit: { code: 2, generation: 1 },
    });
  });

  test('a service that ended with status 0 says so too', async () => {
    const { runtime, change } = fakeBench();
    const monitor = monitorBench(runtime, never);
    change('orders', { state: 'dead', reason: 'exit code 0', lastExit: { ...exited, code: 0 } });
    expect(await monitor.end()).toMatchObject({ exit: { code: 0 } });
  });

  test('an exit from before the check is not held against a part', async () => {
    const { runtime, change } = fakeBench();
    change('orders', { lastExit: exited });
    const monitor = monitorBench(runtime, never);
    change('orders', { generation: 2 });
    expect(await monitor.end()).toEqual({ part: 'orders', reason: 'it was restarted during the check' });
  });

  test('a part that runs but does not answer is found', async () => {
    const { runtime, silence } = fakeBench();
    const monitor = monitorBench(runtime, never);
    silence('postgres');
    expect(await monitor.end()).toEqual({
      ...{ part: 'postgres', reason: 'it does not answer: no answer', lapse: 'silent' },
    });
  });

  test('a part whose one answer is late is asked again before anything is said of it', async () => {
    const { runtime } = fakeBench();
    const health = runtime.health;
    let late = 1;
    runtime.health = async (signal) =>
      (await health(signal)).map((one) =>
        one.part === 'postgres' && late-- > 0
          ? { ...one, ok: false, detail: 'no answer within 1200 ms' }
          : one,
      );
    const monitor = monitorBench(runtime, never);
    expect(await monitor.end()).toBeUndefined();
    expect(monitor.faulted.aborted).toBe(false);
  });

  test('a part that runs and was not ready for a moment has a lapse', async () => {
    const { runtime, change } = fakeBench();
    const monitor = monitorBench(runtime, never);
    change('storefront', { state: 'starting' });
    change('storefront', { state: 'ready' });
    expect(await monitor.end()).toEqual({
      part: 'storefront',
      reason: 'its state is “starting”',
      lapse: 'waits',
    });
  });

  test('a part that ended is named before one that only says it waits, however deep that lies', async () => {
    const { runtime, change, unready } = fakeBench();
    unready('tempo');
    const monitor = monitorBench(runtime, never);
    change('storefront', { state: 'dead', reason: 'ended by SIGKILL', lastExit: killed });
    expect(await monitor.end()).toEqual({ part: 'storefront', reason: 'ended by SIGKILL' });
  });

  test('a lapse that turns into an end is an end', async () => {
    const { runtime, change } = fakeBench();
    const monitor = monitorBench(runtime, never);
    change('orders', { state: 'starting' });
    change('orders', { state: 'dead', reason: 'ended by SIGKILL', lastExit: killed });
    expect(await monitor.end()).toEqual({ part: 'orders', reason: 'ended by SIGKILL' });
  });

  test('what lies under others is named first', async () => {
    const { runtime, change, silence } = fakeBench();
    const monitor = monitorBench(runtime, never);
    change('orders', { state: 'dead', lastExit: exited });
    silence('rabbitmq');
    expect(await monitor.end()).toMatchObject({ part: 'rabbitmq' });
  });

  test('a part that was down from the start is found at once', () => {
    const { runtime, change } = fakeBench();
    change('collector', { state: 'failed', reason: 'given up' });
    expect(monitorBench(runtime, never).faulted.aborted).toBe(true);
  });
});
