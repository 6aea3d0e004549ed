import { setTimeout as wait } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import { monitorBench } from '#grading/bench-faults/bench-monitor.ts';
import type { LogLine, PartStatus, Phase, Runtime } from '#runtimes/runtime.ts';
import { type SwitchableRuntime, switchable } from '#runtimes/switchable.ts';

const PLAIN = { parts: [] };
const never = new AbortController().signal;
const REASON = 'the bench is being changed to the kind cluster “spanwise”';

/** A runtime of one part whose slow calls end when the test or their signal says so. */
function oneOf(name: Runtime['name'], generation = 1) {
  let state: PartStatus['state'] = 'ready';
  const calls: string[] = [];
  const listeners = new Set<(status: PartStatus) => void>();
  const logged = new Set<(line: LogLine) => void>();
  const status = (): PartStatus => ({ part: 'tempo', state, generation, since: 1 });
  const slow = async (signal: AbortSignal) => {
    await wait(60_000, undefined, { signal });
  };
  const runtime = {
    name,
    exportDelay: name === 'local' ? 100 : 200,
    check: async () => [],
    async up(_workspace: string, progress: (phase: Phase) => void, signal: AbortSignal) {
      try {
        await slow(signal);
      } catch (error) {
        progress({ id: 'tempo', title: 'Build Tempo', state: 'failed', elapsed: 1 });
        throw error;
      }
    },
    status: () => [status()],
    watch: (listener: (status: PartStatus) => void, signal: AbortSignal) => {
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener));
    },
    health: async () => [{ part: 'tempo' as const, ok: true, detail: 'answers' }],
    async restart(_part: string, signal: AbortSignal) {
      await slow(signal);
      return status();
    },
    async apply(_workspace: string, _setup: unknown, signal: AbortSignal) {
      calls.push('apply');
      await slow(signal);
      return { status: 'ok' as const, restarted: [] };
    },
    endpoints: () => ({ tempo: name }),
    env: () => ({ WHERE: name }),
    logs: () => [{ part: 'tempo' as const, time: 1, text: name, generation }],
    followLogs: (listener: (line: LogLine) => void, signal: AbortSignal) => {
      logged.add(listener);
      signal.addEventListener('abort', () => logged.delete(listener));
    },
    async down() {
      calls.push('down');
      state = 'stopped';
      for (const listener of listeners) listener(status());
    },
  };
  const tell = () => {
    for (const listener of listeners) listener(status());
    for (const listener of logged) listener({ part: 'tempo', time: 1, text: name, generation });
  };
  return { runtime: runtime as unknown as Runtime, calls, tell, listeners };
}

let old: ReturnType<typeof oneOf>;
let next: ReturnType<typeof oneOf>;
let bench: SwitchableRuntime;
beforeEach(() => {
  old = oneOf('local', 7);
  next = oneOf('kind');
  bench = switchable(old.runtime);
});
const replace = () => bench.replace(async () => next.runtime, REASON);

it('is the first runtime, then the other one', async () => {
  expect([bench.name, bench.exportDelay, bench.env()]).toEqual(['local', 100, { WHERE: 'local' }]);
  await replace();
  expect([bench.name, bench.exportDelay, bench.env()]).toEqual(['kind', 200, { WHERE: 'kind' }]);
  expect(old.calls).toEqual(['down']);
  await bench.down();
  expect(next.calls).toEqual(['down']);
});

it('tells listeners of the runtime it is, and no longer of the one it was', async () => {
  const heard: string[] = [];
  bench.watch(({ state, generation }) => heard.push(`${state} ${generation}`), never);
  bench.followLogs(({ text, generation }) => heard.push(`${text} ${generation}`), never);
  old.tell();
  await replace();
  old.tell();
  next.tell();
  // No start of the new runtime has the number of one of the old.
  expect(heard).toEqual(['ready 7', 'local 7', 'stopped 7', 'ready 9', 'kind 9']);
  expect(bench.status()).toMatchObject([{ generation: 9 }]);
  expect(bench.logs('tempo')).toMatchObject([{ generation: 9 }]);
});

it('answers what was asked of the old one as broken, with the reason', async () => {
  const asked = [
    bench.apply('/workspace', PLAIN, never),
    bench.restart('tempo', never),
    bench.up('/workspace', () => undefined, never).catch((error: Error) => `rejected: ${error.message}`),
  ];
  await replace();
  expect(await Promise.all(asked)).toEqual([
    { status: 'broken', reason: REASON },
    expect.objectContaining({ part: 'tempo', state: 'stopped', reason: REASON }),
    `rejected: ${REASON}`,
  ]);
});

it('takes nothing of the old one down before all that was asked of it has ended', async () => {
  const order: string[] = [];
  void bench.apply('/workspace', PLAIN, never).then(() => order.push('apply ended'));
  const down = old.runtime.down;
  old.runtime.down = async () => {
    order.push('down');
    await down();
  };
  await replace();
  expect(order).toEqual(['apply ended', 'down']);
});

it('answers as broken while there is neither the one nor the other', async () => {
  const making = Promise.withResolvers<Runtime>();
  const replaced = bench.replace(() => making.promise, REASON);
  expect(bench.status()).toMatchObject([{ state: 'stopped', reason: REASON }]);
  expect(await bench.health(never)).toEqual([{ part: 'tempo', ok: false, detail: REASON }]);
  expect(await bench.apply('/w', PLAIN, never)).toMatchObject({ status: 'broken', reason: REASON });
  expect(old.calls).not.toContain('apply');
  making.resolve(next.runtime);
  await replaced;
  expect(await bench.health(never)).toMatchObject([{ ok: true }]);
});

it('is a fault to whoever guards the bench across the change, even when all is well again', async () => {
  const monitor = monitorBench(bench, never);
  await replace();
  expect(monitor.faulted.aborted).toBe(true);
  expect(await monitor.end()).toMatchObject({ part: 'tempo', reason: expect.any(String) });
  const late = monitorBench(bench, never);
  expect(await late.end()).toBeUndefined();
});

it('keeps the last words of a start that was given up', async () => {
  const phases: Phase[] = [];
  const up = bench.up('/workspace', (phase) => phases.push(phase), never).catch(() => undefined);
  await replace();
  await up;
  expect(phases).toEqual([]);
});

it('stays what it was, and can be used, when the other cannot be made', async () => {
  const failing = bench.replace(() => Promise.reject(new Error('no ports')), REASON);
  await expect(failing).rejects.toThrow('no ports');
  expect(bench.name).toBe('local');
  expect(await bench.health(never)).toMatchObject([{ ok: true }]);
  expect(bench.status()).toMatchObject([{ generation: 15 }]);
  expect(old.listeners.size).toBe(1);
});

it('takes one change at a time, and ends with the runtime that comes', async () => {
  const making = Promise.withResolvers<Runtime>();
  const first = bench.replace(() => making.promise, REASON);
  await expect(replace()).rejects.toThrow('replaced already');
  const down = bench.down();
  making.resolve(next.runtime);
  await Promise.all([first, down]);
  expect([old.calls, next.calls]).toEqual([['down'], ['down']]);
});

it('leaves an abort of the caller’s own alone', async () => {
  const mine = new AbortController();
  const applied = bench.apply('/workspace', PLAIN, mine.signal);
  mine.abort(new Error('cancelled'));
  await expect(applied).rejects.toThrow(/abort|cancelled/);
});
