import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { workspaceEdits } from '../workspace-edits.ts';
import { type Bench, never, openBench } from './bench.ts';

/** Images are removed in the background, behind whatever else the engine and the node do. */
const PATIENT = { timeout: 60_000, interval: 500 };
let bench: Bench;
let node: string;

beforeAll(async () => {
  bench = await openBench();
  const named = await bench.admin('get', 'nodes', '--output', 'jsonpath={.items[0].metadata.name}');
  node = named.trim();
});
afterAll(() => bench?.close());

const lines = async (...args: string[]) => (await execa('docker', args)).stdout.split('\n');
const inEngine = () => lines('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}');
const onNode = () => lines('exec', node, 'ctr', '--namespace=k8s.io', 'images', 'list', '--quiet');
const imageNow = async () => {
  const path = 'jsonpath={.spec.template.spec.containers[0].image}';
  return bench.admin('get', 'deployment', 'storefront', '--namespace', 'bookstore', '--output', path);
};

describe('an edit that is applied', () => {
  test('leaves no more images of its service than the one that runs and the one before', async () => {
    const { edit } = workspaceEdits(bench.workspace);
    const images = [await imageNow()];
    for (let count = 0; count < 3; count += 1) {
      await edit('storefront');
      const applied = await bench.runtime.apply(bench.workspace, { parts: [] }, never);
      expect(applied).toEqual({ status: 'ok', restarted: ['storefront'] });
      images.push(await imageNow());
    }
    expect(new Set(images).size).toBe(4);
    const newest = images.slice(-2);
    // The image it began with is that of the unchanged Bookstore: other benches on this machine may have it too.
    const made = images.slice(1);
    await vi.waitFor(async () => {
      const [engine, there] = await Promise.all([inEngine(), onNode()]);
      expect(made.filter((image) => engine.includes(image))).toEqual(newest);
      expect(made.filter((image) => there.includes(`docker.io/${image}`))).toEqual(newest);
    }, PATIENT);
    expect(bench.part('storefront')).toMatchObject({ state: 'ready' });
    expect(bench.runtime.logs('cluster').filter(({ text }) => /were not removed/.test(text))).toEqual([]);
  });

  test('leaves every image that anybody runs', async () => {
    // Whoever's pod it is, its image is on the node.
    const running = await bench.admin(
      ...['get', 'pods', '--all-namespaces', '--output'],
      'jsonpath={range .items[*].spec.containers[*]}{.image}{"\\n"}{end}',
    );
    const there = await onNode();
    const own = running.split('\n').filter((image) => image.startsWith('spanwise/'));
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter((image) => !there.includes(`docker.io/${image}`))).toEqual([]);
    expect(bench.runtime.status().filter(({ state }) => state !== 'ready')).toEqual([]);
  });
});
