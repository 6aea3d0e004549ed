import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bench, eventually, never, openBench } from './bench.ts';

let bench: Bench;
const cluster = process.env['SPANWISE_KIND_CLUSTER'] ?? 'spanwise-test';
const node = `${cluster}-control-plane`;
/** Milliseconds for a test that stops or makes a cluster, on a busy machine. */
const LONG = 12 * 60_000;

beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench?.close());

/** Whatever is wrong with the bench, it must not be the learner who passes or fails. */
const expectBroken = async () => {
  const { status, observed } = await bench.grade('baseline');
  expect({ status, observed }).toMatchObject({ status: 'broken' });
  return observed;
};
const expectWell = async () => expect(await bench.grade('baseline')).toMatchObject({ status: 'pass' });

describe('a bench on a cluster', () => {
  test('a service that crash-loops is dead with its reason, and one restart mends it', async () => {
    const wrong = JSON.stringify([
      { op: 'add', path: '/spec/template/spec/containers/0/args', value: ['--'] },
      { op: 'replace', path: '/spec/template/spec/containers/0/command', value: ['/program'] },
      { op: 'replace', path: '/spec/template/spec/containers/0/env', value: [] },
    ]);
    await bench.kubectl('patch', 'deployment', 'orders', '--type', 'json', '--patch', wrong);
    await eventually(() => /LISTEN_ADDR|DATABASE_URL/.test(bench.part('orders').reason ?? ''), 60);
    expect(bench.part('orders').reason).toMatch(/^ended with exit code 1; /);
    await expectBrokenOrMended('orders');
    await expectWell();
  });

  test('an image that is not on the node is named, and one restart mends it', async () => {
    await bench.kubectl('set', 'image', 'deployment/catalog', 'catalog=spanwise/catalog:not-there');
    await eventually(() => bench.part('catalog').state === 'failed', 60);
    expect(bench.part('catalog').reason).toMatch(/^the image spanwise\/catalog:not-there is not on the node/);
    await expectBrokenOrMended('catalog');
    await expectWell();
  });

  test('a part that was deleted is dead, and one restart makes it again', async () => {
    await bench.kubectl('delete', 'deployment', 'collector', '--namespace', 'tracing');
    await eventually(() => bench.part('collector').state === 'dead', 60);
    await expectBroken();
    expect(await bench.runtime.restart('collector', never)).toMatchObject({ state: 'ready' });
    await expectWell();
  });

  test(
    'while the API server stands still nothing passes, and afterwards all is well without anybody’s help',
    async () => {
      await inNode('pkill', '-STOP', '-x', 'kube-apiserver');
      try {
        await eventually(() => bench.part('cluster').state === 'dead', 30);
        expect(bench.part('cluster').reason).toMatch(/the Kubernetes API does not answer/);
        expect(await expectBroken()).toMatch(/cluster/);
        await new Promise((go) => setTimeout(go, 60_000));
        await expectBroken();
      } finally {
        await inNode('pkill', '-CONT', '-x', 'kube-apiserver');
      }
      await eventually(() => bench.part('cluster').state === 'ready', 60);
      await eventually(async () => (await bench.runtime.health(never)).every(({ ok }) => ok), 90);
      // What the parts missed meanwhile comes late, on a busy machine by minutes.
      await eventually(async () => {
        const { status } = await bench.grade('baseline');
        expect(status).not.toBe('fail');
        return status === 'pass';
      }, 300);
    },
    LONG,
  );

  test(
    'a cluster that was deleted is named, nothing passes, and one restart makes all of it again',
    async () => {
      await execa('kind', ['delete', 'cluster', '--name', cluster]);
      await eventually(() => bench.part('cluster').state === 'dead', 40);
      expect(bench.part('cluster').reason).toBe(
        `the kind cluster “${cluster}” is gone: somebody deleted it. Restart makes a new one`,
      );
      expect(await expectBroken()).toMatch(/cluster/);
      expect(await bench.runtime.restart('cluster', never)).toMatchObject({ state: 'ready' });
      await expectWell();
    },
    LONG,
  );
});

/** A check builds and starts what is not running; so it may mend a service itself, but never call that a result of the learner's. */
async function expectBrokenOrMended(service: 'orders' | 'catalog'): Promise<void> {
  const { status } = await bench.grade('baseline');
  expect(['broken', 'pass']).toContain(status);
  expect(await bench.runtime.restart(service, never)).toMatchObject({ state: 'ready' });
}

async function inNode(...command: string[]): Promise<void> {
  await execa('docker', ['exec', node, ...command]);
}
