import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { followRunningLab } from '#bench/lifecycle/running-lab.ts';
import { switchable } from '#runtimes/switchable.ts';
import { wrapRuntime } from '#runtimes/wrap-runtime.ts';
import { fakeRuntime } from '../../../server/fake-runtime.ts';

const PLAIN = { parts: [] };

test('a runtime that becomes another one is followed, with its name and whose files it runs', async () => {
  const labs = new Map([['split-trace', { lab: { id: 'split-trace' }, workspace: { folder: '/work' } }]]);
  const told: unknown[] = [];
  const never = new AbortController().signal;
  const { runtime, running } = followRunningLab(switchable(fakeRuntime()), labs as never, {
    setupOf: () => PLAIN,
    emit: (event) => told.push(event),
  });
  await runtime.apply('/work', PLAIN, never);
  expect(running()).toEqual({ lab: 'split-trace', whole: true });
  await runtime.replace(async () => fakeRuntime('kind'), 'the bench moves');
  expect(runtime.name).toBe('kind');
  // A check is given one that shows the parts it needs only.
  const wrapped = wrapRuntime(runtime, { status: () => [] });
  expect([wrapped.name, wrapped.exportDelay, wrapped.status()]).toEqual(['kind', 200, []]);
  expect(wrapped.apply).toBe(runtime.apply);
  await runtime.up('/work', () => undefined, never);
  expect(runtime.status().every(({ state }) => state === 'ready')).toBe(true);
  expect(told).toEqual([
    { type: 'running', running: { lab: 'split-trace', whole: false } },
    { type: 'running', running: { lab: 'split-trace', whole: true } },
  ]);
});

test('a start brings a lab’s setup with it, and takes that of another lab away', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'spanwise-running-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'collector.yaml'), 'receivers: {}\n');
  const labs = new Map([
    ['pipeline', { lab: { id: 'pipeline' }, workspace: { folder } }],
    ['split-trace', { lab: { id: 'split-trace' }, workspace: { folder: '/work' } }],
  ]);
  const fake = fakeRuntime();
  const { runtime, running } = followRunningLab(fake, labs as never, {
    setupOf: ({ lab }) => (lab.id === 'pipeline' ? { collector: 'collector.yaml', parts: [] } : PLAIN),
    emit: () => undefined,
  });
  const { signal } = new AbortController();
  await runtime.up('/work', () => undefined, signal);
  expect(fake.asked).toEqual(['up /work']);
  await runtime.up(folder, () => undefined, signal);
  await runtime.up('/work', () => undefined, signal);
  await runtime.up('/work', () => undefined, signal);
  expect(fake.asked.slice(1)).toEqual([
    `up ${folder}`,
    `apply ${folder}`,
    'up /work',
    'apply /work',
    'up /work',
  ]);
  await rm(join(folder, 'collector.yaml'));
  await runtime.up(folder, () => undefined, signal);
  const waiting = [{ path: 'collector.yaml', state: 'refused', message: 'the file is not there' }];
  expect(running()).toEqual({ lab: 'pipeline', whole: false, waiting });
});

test('a saved file of the setup that does not run is told, until it is applied', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'spanwise-running-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const save = (text: string) => writeFile(join(folder, 'environment.yaml'), text);
  await save('orders: {}\n');
  const setup = { environment: 'environment.yaml', parts: [] };
  const labs = new Map([['head-sampling', { lab: { id: 'head-sampling' }, workspace: { folder } }]]);
  const told: unknown[] = [];
  const { runtime, running, compare } = followRunningLab(fakeRuntime(), labs as never, {
    setupOf: () => setup,
    emit: (event) => told.push(event),
  });
  const { signal } = new AbortController();
  await runtime.up(folder, () => undefined, signal);
  expect(running()).toEqual({ lab: 'head-sampling', whole: true });
  await save('orders: { OTEL_TRACES_SAMPLER: always_off }\n');
  told.length = 0;
  await compare();
  await compare();
  await runtime.apply(folder, setup, signal);
  const waiting = [{ path: 'environment.yaml', state: 'waiting' }];
  expect(told).toEqual([
    { type: 'running', running: { lab: 'head-sampling', whole: true, waiting } },
    { type: 'running', running: { lab: 'head-sampling', whole: true } },
  ]);
});
