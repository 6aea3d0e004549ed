import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BuiltImage } from '#runtimes/kind/images/built-images.ts';
import { imageOf } from '#runtimes/kind/images/image.ts';
import { provideImages } from '#runtimes/kind/images/provide-images.ts';
import { never } from './bench.ts';
import { openRegistry, type Registry } from './registry.ts';

let registry: Registry;
let folder: string;
const made: BuiltImage[] = [];

/** Any file will do for a program: nobody starts it. */
const programOf = async (text: string) => {
  const program = join(folder, `orders-${Buffer.from(text.padEnd(8)).toString('hex').slice(0, 16)}`);
  await writeFile(program, text);
  const image = imageOf('orders', program, `${registry.place}/team`);
  const one: BuiltImage = { name: 'orders', image, program };
  made.push(one);
  return one;
};

beforeAll(async () => {
  registry = await openRegistry();
  folder = await mkdtemp(join(tmpdir(), 'spanwise-registry-'));
});
afterAll(async () => {
  registry?.close();
  await execa('docker', ['image', 'rm', ...made.map(({ image }) => image)], { reject: false });
  await rm(folder, { recursive: true, force: true });
});

describe('a cluster whose nodes pull from a registry', () => {
  test('finds there what was made here, and may be given it again', async () => {
    const told: string[] = [];
    const one = await programOf('one');
    const give = () =>
      provideImages(
        { registry: registry.place, folders: { cache: folder, state: folder } },
        { made: [one], ready: ['postgres:18.1'], detail: (text) => told.push(text) },
        never,
      );
    await give();
    expect(registry.images()).toEqual([one.image.slice(registry.place.length + 1)]);
    expect(registry.images()[0]).toMatch(/^team\/spanwise-orders:[0-9a-f]{16}$/);
    expect(told.at(-1)).toBe('the registry has 1 images of the bench');
    await give();
    expect(registry.images().length).toBe(1);
  });

  test('is told why, where the registry takes nothing', async () => {
    const two = await programOf('two');
    registry.refuse();
    const folders = { cache: folder, state: folder };
    const given = provideImages({ registry: registry.place, folders }, { made: [two] }, never);
    await expect(given).rejects.toThrow(`docker push ${two.image} failed: denied: you may not push here`);
  });
});
