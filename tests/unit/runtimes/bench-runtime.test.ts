import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type BenchCore, benchCore } from '#runtimes/bench-core.ts';
import { benchRuntime, type OwnRuntime } from '#runtimes/bench-runtime.ts';
import { type Logs, openLogs } from '#runtimes/logs/logs.ts';
import type { PartStatus, Runtime } from '#runtimes/runtime.ts';
import type { OptionalPart, Part } from '#system/part-names.ts';
import { fakeRuntime } from '../../server/fake-runtime.ts';

// What both runtimes do alike; what each does in its own way is noted here and done by nobody.
const never = new AbortController().signal;
const PLAIN = { parts: [] };
let folder: string;
let logs: Logs;
let core: BenchCore;
let calls: string[];
let chosen: readonly OptionalPart[];
let own: OwnRuntime;
let runtime: Runtime;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spanwise-bench-'));
  logs = openLogs(folder);
  calls = [];
  chosen = [];
  core = benchCore({
    builder: { folders: { cache: folder, state: folder, postgres: folder } } as never,
    chosen: () => chosen,
    stateOf: (part) => ({ part, state: 'ready', generation: 1, since: 0 }),
    memoryOf: (part) => (part === 'tempo' ? 4096 : undefined),
  });
  // Nothing is built: what is deployed is what runs.
  Object.assign(core.programs, { refresh: async () => void calls.push('compare'), isStale: () => false });
  const { endpoints, brokerUrl, databaseUrl, env } = fakeRuntime();
  own = {
    name: 'local',
    exportDelay: 1,
    logs,
    configs: {
      take: () => [],
      renew: async () => undefined,
      graph: async () => undefined,
      apply: async () => ({ status: 'ok' }),
    },
    optional: {
      chosen: () => chosen,
      choose: (parts) => {
        chosen = parts;
      },
      isBuilt: (part) => part === 'jaeger',
      retry: async (part) => void calls.push(`retry ${part}`),
      idle: async () => void calls.push('idle'),
    },
    check: async () => [],
    start: async () => void calls.push('start'),
    add: (parts) => void calls.push(`add ${parts.join(' ')}`),
    restart: async (part) => {
      calls.push(`restart ${part}`);
      return status(part);
    },
    deployment: { restart: async (part) => status(part), isHeld: () => false },
    health: async () => [],
    endpoints,
    brokerUrl,
    databaseUrl,
    env,
    stop: async () => void calls.push('stop'),
  };
  runtime = benchRuntime(core, own);
});
afterEach(async () => {
  await runtime.down();
  rmSync(folder, { recursive: true });
});

const status = (part: Part): PartStatus => ({ part, state: 'ready', generation: 2, since: 0 });
const statusOf = (part: Part) => runtime.status().find((one) => one.part === part);

test('a state has the memory in use where it is known', () => {
  expect(statusOf('tempo')).toEqual({ part: 'tempo', state: 'ready', generation: 1, since: 0, memory: 4096 });
  expect(statusOf('catalog')).not.toHaveProperty('memory');
});

test('an optional part is restarted when it is built, tried again when it is not, and let be when it is not run', async () => {
  await runtime.up('/work', () => undefined, never, ['jaeger', 'loki']);
  calls = [];
  expect(await runtime.restart('jaeger', never)).toMatchObject({ generation: 2 });
  expect(await runtime.restart('loki', never)).toMatchObject({ part: 'loki', generation: 1 });
  expect(await runtime.restart('prometheus', never)).toMatchObject({ part: 'prometheus', state: 'absent' });
  expect(await runtime.restart('cluster', never)).toMatchObject({ part: 'cluster', state: 'absent' });
  expect(calls.filter((call) => call !== 'compare')).toEqual(['restart jaeger', 'retry loki']);
});

test('further optional parts are told of at once, and are begun with once', async () => {
  await runtime.up('/work', () => undefined, never, ['jaeger']);
  const news: Part[] = [];
  runtime.watch(({ part }) => news.push(part), never);
  runtime.add(['jaeger', 'loki'], () => undefined);
  runtime.add(['loki'], () => undefined);
  expect(chosen).toEqual(['jaeger', 'loki']);
  expect(news).toEqual(['loki']);
  expect(calls.filter((call) => call.startsWith('add'))).toEqual(['add loki']);
});

test('a change of a part that this bench does not run is no news', () => {
  const news: Part[] = [];
  runtime.watch(({ part }) => news.push(part), never);
  core.notify('loki');
  core.notify('tempo');
  expect(news).toEqual(['tempo']);
});

test('an obstacle is asked for before anything is deployed, and names no service', async () => {
  runtime = benchRuntime(core, {
    ...own,
    obstacle: async () => ({ part: 'cluster', reason: 'it does not answer' }),
  });
  expect(await runtime.apply('/work', PLAIN, never)).toEqual({
    status: 'broken',
    part: 'cluster',
    reason: 'it does not answer',
  });
  expect(calls).toEqual([]);
});

test('the others are waited for after a service was restarted, and only then', async () => {
  const untilReached = vi.fn(async () => undefined);
  runtime = benchRuntime(core, { ...own, untilReached });
  expect(await runtime.apply('/work', PLAIN, never)).toEqual({ status: 'ok', restarted: [] });
  expect(untilReached).not.toHaveBeenCalled();
  Object.assign(core, {
    statusOf: (part: Part) => ({ ...status(part), state: part === 'orders' ? 'dead' : 'ready' }),
  });
  expect(await benchRuntime(core, { ...own, untilReached }).apply('/work', PLAIN, never)).toEqual({
    status: 'ok',
    restarted: ['orders'],
  });
  expect(untilReached).toHaveBeenCalledOnce();
});

test('the sources of the newest workspace are compared while the bench is up', async () => {
  await runtime.up('/work', () => undefined, never);
  await vi.waitFor(() => expect(calls).toContain('compare'), 3000);
  await runtime.apply('/other', PLAIN, never);
  expect(core.workspace).toBe('/other');
});

test('what is asked for while it goes down rejects; it can be brought up again', async () => {
  await runtime.up('/work', () => undefined, never);
  await runtime.down();
  await expect(runtime.apply('/work', PLAIN, never)).rejects.toThrow('the runtime is going down');
  expect(calls.filter((call) => call !== 'compare')).toEqual(['start', 'idle', 'stop']);
  await runtime.up('/work', () => undefined, never);
  expect(await runtime.apply('/work', PLAIN, never)).toMatchObject({ status: 'ok' });
});
