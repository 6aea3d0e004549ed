import { expect, test } from 'vitest';
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
