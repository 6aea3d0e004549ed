import { expect, test } from 'vitest';
import type { Runtime } from '#runtimes/runtime.ts';
import { switchable } from '#runtimes/switchable.ts';
import { wrapRuntime } from '#runtimes/wrap-runtime.ts';
import { fakeRuntime } from '../../server/fake-runtime.ts';

test('does what it is told in its own way, and everything else as the runtime does', async () => {
  const base = fakeRuntime();
  const wrapped = wrapRuntime(base, { endpoints: () => ({ ...base.endpoints(), tempo: 'elsewhere' }) });
  expect(wrapped.endpoints().tempo).toBe('elsewhere');
  expect(base.endpoints().tempo).not.toBe('elsewhere');
  await wrapped.restart('tempo', new AbortController().signal);
  expect(base.asked).toEqual(['restart tempo']);
});

test('reads what may change anew each time, through any number of wrappings', async () => {
  const runtime = switchable(fakeRuntime('local'));
  const wrapped = wrapRuntime(wrapRuntime(runtime, { status: () => [] }), { logs: () => [] });
  expect(wrapped.name).toBe('local');
  await runtime.replace(async () => fakeRuntime('kind'), 'moved');
  expect(wrapped.name).toBe('kind');
  expect([wrapped.status(), wrapped.logs('tempo')]).toEqual([[], []]);
});

test('a method that is added to the runtime reaches it, though no wrapper knows of it', () => {
  const base = Object.assign(fakeRuntime(), { apply: () => 'applied' });
  const wrapped = wrapRuntime<Runtime & { apply(): string }>(base, { status: () => [] });
  expect(wrapped.apply()).toBe('applied');
});
