import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Api } from '#runtimes/kind/cluster/api.ts';
import { readRemoval } from '#runtimes/kind/images/engine-images.ts';
import { noteImages, readImageRecords } from '#runtimes/kind/images/image-records.ts';
import { readImageList, refsToRemove } from '#runtimes/kind/images/node-images.ts';
import { tidyImages } from '#runtimes/kind/images/tidy-images.ts';
import { stubTools } from '../stub-tools.ts';

const never = new AbortController().signal;
const image = (n: number) => `spanwise/orders:${String(n).padStart(16, '0')}`;
const row = (ref: string, digest: string) =>
  `${ref} application/vnd.docker.distribution.manifest.v2+json sha256:${digest} 12.1 MiB linux/amd64 io.cri-containerd.image=managed`;
/** As `ctr images list` prints it: of one load an image gets three names. */
const LIST = [
  'REF                                         TYPE                                                 DIGEST   SIZE     PLATFORMS   LABELS',
  row(`docker.io/${image(1)}`, 'aa'),
  row('import-2026-11-29@sha256:aa', 'aa'),
  row('sha256:c1', 'aa'),
  row(`docker.io/${image(2)}`, 'bb'),
  row('sha256:c2', 'bb'),
  row(`docker.io/${image(3)}`, 'bb'),
  row('registry.k8s.io/pause:3.10', 'dd'),
].join('\n');

let root: string;
let folders: { cache: string; state: string };

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'spanwise-tidy-'));
  folders = { cache: join(root, 'cache'), state: join(root, 'state') };
  mkdirSync(folders.state);
  for (const n of [1, 2, 3, 4]) noteImages(folders, [{ name: 'orders', image: image(n) }]);
});
afterEach(() => rmSync(root, { recursive: true }));

function cluster(...running: number[]) {
  const spec = { containers: running.map((n) => ({ image: image(n) })) };
  const get = async (path: string) => ({ items: path === '/api/v1/pods' ? [{ spec }] : [] });
  return { kind: 'spanwise', api: { get } as unknown as Api };
}

const kept = () => readImageRecords(folders.cache)[0]!.images['orders'];

test('a name goes with those that only it needs; what another image needs as well stays', () => {
  const there = readImageList(LIST);
  expect(there).toHaveLength(7);
  const of = (...wanted: number[]) =>
    refsToRemove(there, new Set(wanted.map((n) => `docker.io/${image(n)}`)));
  expect(of(1)).toEqual([`docker.io/${image(1)}`, 'import-2026-11-29@sha256:aa', 'sha256:c1']);
  expect(of(2)).toEqual([`docker.io/${image(2)}`]);
  expect(of(2, 3)).toEqual([`docker.io/${image(2)}`, 'sha256:c2', `docker.io/${image(3)}`]);
  expect(of(9)).toEqual([]);
});

test('earlier ones go from node and engine, and the newest two stay', async () => {
  const tools = stubTools({ docker: `case "$*" in *list) echo '${LIST}';; esac` });
  expect(await tidyImages(folders, cluster(4), never)).toBeUndefined();
  expect(tools.calls().slice(1)).toEqual([
    `docker exec spanwise-control-plane ctr --namespace=k8s.io images remove docker.io/${image(1)} import-2026-11-29@sha256:aa sha256:c1 docker.io/${image(2)}`,
    `docker image rm ${image(1)} ${image(2)}`,
  ]);
  expect(kept()).toEqual([image(3), image(4)]);
  await tidyImages(folders, cluster(4), never);
  expect(tools.calls()).toHaveLength(3);
});

test('one that anybody’s pod runs stays', async () => {
  const tools = stubTools({ docker: `case "$*" in *list) echo '${LIST}';; esac` });
  await tidyImages(folders, cluster(4, 1), never);
  expect(tools.calls().at(-1)).toBe(`docker image rm ${image(2)}`);
  expect(kept()).toEqual([image(1), image(3), image(4)]);
});

test('what fails is said, and tried again the next time', async () => {
  stubTools({ docker: `echo 'Error response from daemon: context deadline exceeded' >&2; exit 1` });
  expect(await tidyImages(folders, cluster(), never)).toMatch(
    /listing the images of the node failed: .*exceeded/,
  );
  expect(kept()).toHaveLength(4);
  const silent = {
    kind: 'spanwise',
    api: { get: () => Promise.reject(new Error('no answer')) } as unknown as Api,
  };
  expect(await tidyImages(folders, silent, never)).toBe('no answer');
});

test('of several the engine removes what it can', () => {
  const output = [
    `Untagged: ${image(1)}`,
    'Deleted: sha256:77',
    `Error response from daemon: conflict: unable to remove repository reference "${image(2)}" (must force) - container 5d3 is using its referenced image 0f1`,
    `Error response from daemon: No such image: ${image(3)}`,
  ].join('\n');
  const read = readRemoval([image(1), image(2), image(3)], { code: 1, output });
  expect([...read.removed]).toEqual([image(1), image(3)]);
  expect(read.problem).toMatch(
    /^Error response from daemon: conflict: .* is using its referenced image 0f1$/,
  );
  expect(readRemoval([image(3)], { code: 1, output }).problem).toBeUndefined();
});
