import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bench, labs, never, openBench } from './bench.ts';

let bench: Bench;
let own: string;

beforeAll(async () => {
  own = await readFile(join(labs, 'stack/collector/collector.yaml'), 'utf8');
  bench = await openBench();
});
afterAll(() => bench?.close());

const apply = async (text: string) => {
  await writeFile(join(bench.workspace, 'wanted.yaml'), text);
  return bench.runtime.apply(bench.workspace, { collector: 'wanted.yaml', parts: [] }, never);
};
const running = async () =>
  bench.admin('get', 'configmap', 'collector-config', '--namespace', 'tracing', '--output', 'yaml');

describe('a Collector configuration of the learner', () => {
  test('is rolled out', async () => {
    expect(await apply(own.replace('flush_timeout: 20ms', 'flush_timeout: 21ms'))).toEqual({
      ...{ status: 'ok', restarted: ['collector'] },
    });
    expect(await running()).toContain('flush_timeout: 21ms');
    // The lab that is graded has none of its own.
    expect(await bench.grade('baseline')).toMatchObject({ status: 'pass' });
    expect(await running()).not.toContain('flush_timeout: 21ms');
  });

  test('that the Collector refuses is not rolled out, and its own words come back', async () => {
    const refused = await apply(own.replace('receivers: [otlp]', 'receivers: [otlp, zipkin]'));
    expect(refused).toMatchObject({
      ...{ status: 'does-not-configure', file: 'wanted.yaml', path: 'service::pipelines::traces' },
      line: expect.any(Number) as number,
      message: expect.stringContaining('zipkin') as string,
    });
    expect(await running()).not.toContain('zipkin');
  });

  test('that only fails in the pod is taken back, with what the pod said', async () => {
    const failed = await apply(own.replace(/endpoint: \S+OTLP_HTTP_ADDRESS\}/, 'endpoint: 192.0.2.1:4318'));
    expect(failed).toMatchObject({
      ...{ status: 'does-not-configure', path: 'receivers::otlp' },
      message: expect.stringContaining('192.0.2.1') as string,
    });
    expect(await running()).not.toContain('192.0.2.1');
    expect(await bench.grade('baseline')).toMatchObject({ status: 'pass' });
  });
});
