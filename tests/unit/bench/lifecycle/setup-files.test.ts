import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { followSetupFiles } from '#bench/lifecycle/setup-files.ts';

const setup = { collector: 'collector.yaml', environment: 'environment.yaml', parts: [] };

async function workspace(): Promise<{ folder: string; write(name: string, text: string): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'spanwise-setup-files-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  await write('collector.yaml', 'receivers: {}\n');
  await write('environment.yaml', 'orders: {}\n');
  return { folder, write };
}

test('a file waits from its edit to its being applied, and not when the edit is taken back', async () => {
  const { folder, write } = await workspace();
  const files = followSetupFiles();
  expect((await files.waiting(folder, setup)).map(({ path }) => path)).toEqual([
    'collector.yaml',
    'environment.yaml',
  ]);
  (await files.begin(folder, setup))({ status: 'ok', restarted: [] });
  expect(await files.waiting(folder, setup)).toEqual([]);
  await write('environment.yaml', 'orders: { A: "1" }\n');
  expect(await files.waiting(folder, setup)).toEqual([{ path: 'environment.yaml', state: 'waiting' }]);
  await write('environment.yaml', 'orders: {}\n');
  expect(await files.waiting(folder, setup)).toEqual([]);
  // A service that does not build keeps no file of the setup back.
  await write('collector.yaml', 'receivers: { otlp: {} }\n');
  (await files.begin(folder, setup))({ status: 'does-not-build', service: 'orders', errors: [], output: '' });
  expect(await files.waiting(folder, setup)).toEqual([]);
});

test('a file that was refused says so until it is edited, and an edit meanwhile waits', async () => {
  const { folder, write } = await workspace();
  const files = followSetupFiles();
  (await files.begin(folder, setup))({ status: 'ok', restarted: [] });
  await write('collector.yaml', 'receivers: [\n');
  const refused = {
    status: 'does-not-configure',
    part: 'collector',
    file: 'collector.yaml',
    line: 1,
  } as const;
  (await files.begin(folder, setup))({ ...refused, message: 'no mapping' });
  expect(await files.waiting(folder, setup)).toEqual([
    { path: 'collector.yaml', state: 'refused', line: 1, message: 'no mapping' },
  ]);
  await write('collector.yaml', 'receivers: {}\n');
  // What ran before the refused edit runs still.
  expect(await files.waiting(folder, setup)).toEqual([]);
  await write('collector.yaml', 'exporters: {}\n');
  const ended = await files.begin(folder, setup);
  await write('collector.yaml', 'processors: {}\n');
  ended({ status: 'ok', restarted: ['collector'] });
  expect(await files.waiting(folder, setup)).toEqual([{ path: 'collector.yaml', state: 'waiting' }]);
});

test('a file that was refused from the beginning waits once it is edited', async () => {
  const { folder, write } = await workspace();
  const files = followSetupFiles();
  const refused = { status: 'does-not-configure', part: 'collector', file: 'collector.yaml' } as const;
  (await files.begin(folder, setup))({ ...refused, message: 'no exporter' });
  await write('collector.yaml', 'exporters: {}\n');
  expect(await files.waiting(folder, setup)).toEqual([{ path: 'collector.yaml', state: 'waiting' }]);
});

test('a step with another setup brings it and takes away that of the step before; only what is edited then waits', async () => {
  const { folder, write } = await workspace();
  const files = followSetupFiles();
  (await files.begin(folder, { environment: 'environment.yaml', parts: [] }))({
    status: 'ok',
    restarted: [],
  });
  const next = { collector: 'collector.yaml', parts: [] };
  expect(await files.waiting(folder, next)).toEqual([
    { path: 'collector.yaml', state: 'step' },
    { path: 'environment.yaml', state: 'step' },
  ]);
  await write('collector.yaml', 'exporters: {}\n');
  expect(await files.waiting(folder, next)).toEqual([
    { path: 'collector.yaml', state: 'waiting' },
    { path: 'environment.yaml', state: 'step' },
  ]);
  (await files.begin(folder, { parts: [] }))({ status: 'broken', reason: 'no Collector' });
  expect(await files.waiting(folder, { parts: [] })).toEqual([{ path: 'environment.yaml', state: 'step' }]);
});
