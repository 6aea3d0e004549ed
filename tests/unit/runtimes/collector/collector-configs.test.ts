import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CollectorConfigs, collectorConfigs } from '#runtimes/collector/collector-configs.ts';
import type { PartStatus } from '#runtimes/runtime.ts';

const never = new AbortController().signal;
let folder: string;
let own: string[];
let status: PartStatus;
let started: (readonly string[])[];
let configs: CollectorConfigs;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spanwise-configs-'));
  own = ['/stack/collector.yaml'];
  status = { part: 'collector', state: 'absent', generation: 0, since: 0 };
  started = [];
  const start = async (): Promise<PartStatus> => {
    started.push(configs.take());
    status = { ...status, state: 'ready', generation: status.generation + 1 };
    return status;
  };
  configs = collectorConfigs({
    ...{ stateFolder: folder, own: () => own, benchPart: '/stack/bench.yaml' },
    ...{ judge: async () => undefined, read: async () => undefined, restart: start },
    ...{ status: () => status, logs: () => [] },
  });
  await start();
});
afterEach(() => rm(folder, { recursive: true }));

const use = async (text: string) => {
  await writeFile(join(folder, 'mine.yaml'), text);
  return configs.apply(folder, 'mine.yaml', never);
};

test('a learner’s file runs with the bench’s part merged last, until its text changes', async () => {
  await use('a: 1\n');
  await use('a: 1\n');
  expect(started).toHaveLength(2);
  expect(started.at(-1)).toEqual([expect.stringMatching(/\.yaml$/), '/stack/bench.yaml']);
  await use('a: 2\n');
  expect(started).toHaveLength(3);
});

test('the bench’s own comes back, once', async () => {
  await use('a: 1\n');
  await configs.apply(folder, undefined, never);
  await configs.apply(folder, undefined, never);
  expect(started.slice(2)).toEqual([own]);
});

test('the bench’s own that has become another is renewed; a learner’s file stays', async () => {
  own = [...own, '/stack/loki.yaml'];
  await configs.renew(never);
  await configs.renew(never);
  expect(started.slice(1)).toEqual([own]);
  await use('a: 1\n');
  own = [...own, '/stack/jaeger.yaml'];
  await configs.renew(never);
  expect(started).toHaveLength(3);
});

test('a Collector that died of a learner’s file is started with it again, to be judged anew', async () => {
  await use('a: 1\n');
  status = { ...status, state: 'failed' };
  await use('a: 1\n');
  expect(started).toHaveLength(3);
});

test('one of the bench’s own that has died is the bench’s affair', async () => {
  status = { ...status, state: 'dead' };
  expect(await configs.apply(folder, undefined, never)).toEqual({ status: 'ok' });
  expect(started).toHaveLength(1);
});
