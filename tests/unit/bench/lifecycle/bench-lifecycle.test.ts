import { expect, test } from 'vitest';
import { createBenchLifecycle } from '#bench/lifecycle/bench-lifecycle.ts';
import type { Phase } from '#runtimes/runtime.ts';
import type { OptionalPart } from '#system/part-names.ts';
import { fakeRuntime } from '../../../server/fake-runtime.ts';

const { signal } = new AbortController();

/** A bench whose lab at hand needs `optional`. */
function open(optional: OptionalPart[] = []) {
  const runtime = fakeRuntime();
  const phases: Phase[] = [];
  const check = Promise.withResolvers<void>();
  const lifecycle = createBenchLifecycle({
    ...{ runtime, signal, optional: () => optional, quiet: () => check.promise },
    progress: (phase) => phases.push(phase),
    emit: () => undefined,
  });
  const running = () => runtime.status().map(({ part }) => part);
  return { runtime, lifecycle, phases, running, endCheck: check.resolve };
}

test('a start brings what the lab at hand needs, and of the other labs nothing', async () => {
  const { lifecycle, running } = open(['jaeger']);
  await lifecycle.up('/work');
  expect(running()).toContain('jaeger');
  expect(running()).not.toContain('loki');
});

test('what a lab needs that is opened later is begun with once, with its phase, and not under a check', async () => {
  const { runtime, lifecycle, phases, running, endCheck } = open();
  endCheck.call(undefined);
  await lifecycle.up('/work');
  lifecycle.need(['loki']);
  lifecycle.need(['loki']);
  await new Promise((done) => setImmediate(done));
  expect(runtime.asked).toEqual(['up /work', 'add loki']);
  expect(running()).toContain('loki');
  expect(phases).toContainEqual(expect.objectContaining({ id: 'start-loki', usual: 1000 }));
});

test('while a check runs the bench is left as it is', async () => {
  const { runtime, lifecycle, endCheck } = open();
  await lifecycle.up('/work');
  lifecycle.need(['loki']);
  await new Promise((done) => setImmediate(done));
  expect(runtime.asked).toEqual(['up /work']);
  endCheck();
  await new Promise((done) => setImmediate(done));
  expect(runtime.asked).toEqual(['up /work', 'add loki']);
});

test('a lab that is opened before the start, or during it, has what it needs after it', async () => {
  const { lifecycle, running } = open();
  lifecycle.need(['prometheus']);
  const starting = lifecycle.up('/work');
  lifecycle.need(['loki']);
  await starting;
  expect(running()).toEqual(expect.arrayContaining(['prometheus', 'loki']));
});

test('a bench that moves begins with what the lab at hand needs', async () => {
  const { runtime, lifecycle } = open(['jaeger']);
  lifecycle.need(['loki']);
  lifecycle.suspend('it moves');
  await lifecycle.resume('/work');
  expect(runtime.status().map(({ part }) => part)).not.toContain('loki');
});
