import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BENCH_PARTS, OPTIONAL, SERVICES } from '#system/part-names.ts';
import { becomesSo, hasAll, readersOf } from '../stack-readers.ts';
import { type Bench, eventually, labs, never, openBench } from './bench.ts';

let bench: Bench;
const cluster = process.env['SPANWISE_KIND_CLUSTER'] ?? 'spanwise-test';
const { checkout, inJaeger, inLoki, inPrometheus, inTempo } = readersOf(() => bench.runtime);

beforeAll(async () => {
  bench = await openBench(undefined, OPTIONAL);
});
afterAll(() => bench?.close());

const podOf = (part: string) =>
  bench.admin(
    'get',
    'pod',
    '--namespace',
    'tracing',
    '--selector',
    `app.kubernetes.io/name=${part}`,
    '--output',
    'name',
  );
const allHealthy = async () =>
  (await bench.runtime.health(never)).every(({ ok }) => ok) &&
  bench.runtime.status().every(({ state }) => state === 'ready');
const linesOf = async (traceId: string) => {
  for (const service of SERVICES)
    expect(await becomesSo(async () => (await inLoki(service, traceId)).length > 0, 20_000)).toBe(true);
};

describe('the kind runtime with every optional part', () => {
  test('runs them, healthy, on images made here', async () => {
    expect(bench.runtime.status().map(({ part }) => part)).toEqual(['cluster', ...BENCH_PARTS, ...OPTIONAL]);
    expect(await becomesSo(allHealthy, 30_000)).toBe(true);
    const images = await bench.admin(
      'get',
      'pods',
      '--namespace',
      'tracing',
      '--output',
      'jsonpath={..spec.containers[*].image}',
    );
    for (const part of OPTIONAL) expect(images).toMatch(new RegExp(`spanwise[/-]${part}:[0-9a-f]{16}`));
  });

  test('a checkout is one trace, in Tempo and in Jaeger', async () => {
    const traceId = await checkout();
    for (const read of [inTempo, inJaeger])
      expect(await becomesSo(async () => hasAll(await read(traceId)), 15_000)).toBe(true);
    expect((await inJaeger(traceId)).length).toBe((await inTempo(traceId)).length);
  });

  test('the lines of a checkout are found in Loki by its trace id, each once', async () => {
    const traceId = await checkout();
    await linesOf(traceId);
    const expected = bench.runtime.logs('orders').filter(({ fields }) => fields?.['trace_id'] === traceId);
    const found = await inLoki('orders', traceId);
    expect(found.map(({ line }) => line)).toEqual(expected.map(({ fields }) => fields?.['msg']));
    expect(found[0]!.labels).toMatchObject({
      service_name: 'orders',
      trace_id: traceId,
      span_id: expected[0]!.fields?.['span_id'],
    });
  });

  test('Prometheus has every target, over the network, and counts requests', async () => {
    await checkout();
    const up = async () => (await inPrometheus('up == 1')).length === SERVICES.length + 2;
    expect(await becomesSo(up, 30_000)).toBe(true);
    const counter =
      'bookstore_http_request_duration_seconds_count{service_name="storefront",route="POST /checkout"}';
    expect(await becomesSo(async () => Number((await inPrometheus(counter))[0]) > 0, 15_000)).toBe(true);
  });

  test('terminals and checks are told where they are', () => {
    const { prometheus, jaeger, loki } = bench.runtime.endpoints();
    expect(bench.runtime.env()).toMatchObject({
      PROMETHEUS_URL: prometheus,
      JAEGER_URL: jaeger,
      LOKI_URL: loki,
    });
  });

  test('nothing of the shop reaches them over the network', async () => {
    const reach = async (host: string, port: number) => {
      const line = `getent hosts ${host} > /dev/null || exit 1; timeout 3 bash -c "exec 3<>/dev/tcp/${host}/${port}" 2>/dev/null && echo open || echo closed`;
      const inBroker = ['exec', '--namespace', 'bookstore', 'rabbitmq-0', '--', 'bash', '-c', line];
      return (await bench.admin(...inBroker)).trim();
    };
    expect(await reach('localhost', 5672)).toBe('open');
    const asked = { loki: 3100, prometheus: 9090, jaeger: 16_686 };
    for (const [host, port] of Object.entries(asked))
      expect([host, await reach(`${host}.tracing`, port)]).toEqual([host, 'closed']);
  });

  test.each(OPTIONAL)(
    'a Deployment of %s that was deleted is named, and made again by one restart',
    async (part) => {
      const { generation } = bench.part(part);
      const collector = await podOf('collector');
      expect(await bench.kubectl('delete', 'deployment', part, '--namespace', 'tracing')).toMatchObject({
        ok: true,
      });
      await eventually(() => bench.part(part).state === 'dead', 60);
      expect(bench.part(part).reason).toBe('it has no pod: somebody deleted what made it');
      expect((await bench.runtime.health(never))[0]).toMatchObject({ part, ok: false });
      // The lines written meanwhile wait for Loki.
      const traceId = await checkout();
      expect(await bench.runtime.restart(part, never)).toMatchObject({
        state: 'ready',
        generation: generation + 1,
      });
      expect(await podOf('collector')).toBe(collector);
      expect(await becomesSo(allHealthy, 30_000)).toBe(true);
      await linesOf(traceId);
      const next = await checkout();
      expect(await becomesSo(async () => hasAll(await inJaeger(next)), 15_000)).toBe(true);
    },
  );

  test('a pod that was deleted comes again by itself', async () => {
    const { generation } = bench.part('loki');
    await bench.kubectl(
      'delete',
      'pod',
      '--namespace',
      'tracing',
      '--selector',
      'app.kubernetes.io/name=loki',
    );
    await eventually(
      () => bench.part('loki').generation > generation && bench.part('loki').state === 'ready',
      60,
    );
    await linesOf(await checkout());
  });

  test('a configuration of a learner’s own runs alone, and the lost lines are told', async () => {
    const own = join(labs, 'stack/collector/collector.yaml');
    await cp(own, join(bench.workspace, 'own.yaml'));
    expect(
      await bench.runtime.apply(bench.workspace, { collector: 'own.yaml', parts: [] }, never),
    ).toMatchObject({
      restarted: ['collector'],
    });
    await checkout();
    const told = async () =>
      bench.runtime.logs('loki').some(({ text }) => /not in Loki: \d+ \(.*404/.test(text));
    expect(await becomesSo(told, 20_000)).toBe(true);
    expect(await bench.runtime.apply(bench.workspace, { parts: [] }, never)).toMatchObject({
      restarted: ['collector'],
    });
    await linesOf(await checkout());
  });

  test('a bench that is opened again finds them running and sends no line twice', async () => {
    const pods = async () => (await Promise.all(OPTIONAL.map(podOf))).join();
    const traceId = await checkout();
    await linesOf(traceId);
    const lines = (await inLoki('orders', traceId)).length;
    const before = await pods();
    await bench.close();
    bench = await openBench(undefined, OPTIONAL);
    expect(await pods()).toBe(before);
    await linesOf(await checkout());
    expect((await inLoki('orders', traceId)).length).toBe(lines);
  });

  test('a cluster that was deleted has them again after one restart', async () => {
    await execa('kind', ['delete', 'cluster', '--name', cluster]);
    await eventually(() => bench.part('cluster').state === 'dead', 40);
    expect(await bench.runtime.restart('cluster', never)).toMatchObject({ state: 'ready' });
    // The restart does not wait for them.
    expect(bench.runtime.status().some(({ state }) => state !== 'ready')).toBe(true);
    expect(await becomesSo(allHealthy, 120_000)).toBe(true);
    await linesOf(await checkout());
  });

  test('a bench without them takes them away', async () => {
    await bench.close();
    bench = await openBench();
    expect(bench.runtime.status().map(({ part }) => part)).toEqual(['cluster', ...BENCH_PARTS]);
    expect(bench.runtime.endpoints()).not.toHaveProperty('loki');
    await eventually(async () => (await Promise.all(OPTIONAL.map(podOf))).every((names) => names === ''), 30);
    expect(await bench.grade('baseline')).toMatchObject({ status: 'pass' });
  });
});
