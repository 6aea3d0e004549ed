import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { clean, stillRunning } from '../../../../src/cli/clean/clean.ts';
import { describeItems } from '../../../../src/cli/clean/describe-items.ts';
import { liveServers } from '../../../../src/cli/clean/live-servers.ts';
import { readOptions } from '../../../../src/cli/clean/options.ts';
import { sayBytes, sizeOf } from '../../../../src/cli/clean/size-of.ts';
import { startTimeOf } from '../../../../src/runtimes/process/identity.ts';

const never = new AbortController().signal;
let folder: string;
let state: string;
let root: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spanwise-clean-'));
  [state, root] = [join(folder, 'state'), join(folder, 'repository')];
  // The usual places may hold a real instance's data: only what the environment names here may be seen.
  vi.stubEnv('SPANWISE_STATE', state);
  vi.stubEnv('SPANWISE_CACHE', join(folder, 'cache'));
  vi.stubEnv('HOME', folder);
  vi.stubEnv('XDG_STATE_HOME', join(folder, 'no-state'));
  vi.spyOn(process, 'getuid').mockReturnValue(1000);
  for (const path of ['workspaces/split-trace', 'logs', 'own-notes'])
    mkdirSync(join(state, path), { recursive: true });
  for (const path of ['spanwise.sqlite', 'admin.json', 'runtime.json']) writeFileSync(join(state, path), 'x');
  mkdirSync(join(folder, 'cache/tools'), { recursive: true });
  writeFileSync(join(folder, 'cache/tools/tempo-1'), 'x'.repeat(100_000));
  mkdirSync(join(root, 'dist'), { recursive: true });
  // The machine's own engine may hold the images of somebody's bench.
  fakeDocker({});
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

test('caches and data go, a learner’s work and other people’s files stay', async () => {
  const said = vi.spyOn(console, 'log').mockReturnValue();
  expect(await clean(root, { help: false, yes: true, all: false, clusters: false }, never)).toBe(0);
  expect(readdirSync(state)).toEqual(['own-notes', 'spanwise.sqlite', 'workspaces']);
  expect(existsSync(join(folder, 'cache'))).toBe(false);
  expect(existsSync(join(root, 'dist'))).toBe(false);
  expect(said.mock.calls[0]![0]).toContain('Kept, because a learner made it');
});

test('--all removes the learner’s work too, and still nothing else', async () => {
  vi.spyOn(console, 'log').mockReturnValue();
  expect(await clean(root, { help: false, yes: true, all: true, clusters: false }, never)).toBe(0);
  expect(readdirSync(state)).toEqual(['own-notes']);
});

test('a server that is alive is named, and nothing is touched', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue();
  writeFileSync(
    join(state, 'lock.json'),
    JSON.stringify({ pid: process.pid, startTime: startTimeOf(process.pid) }),
  );
  expect(await clean(root, { help: false, yes: true, all: true, clusters: false }, never)).toBe(1);
  expect(said.mock.calls[0]![0]).toContain(`process ${process.pid}`);
  expect(existsSync(join(state, 'logs'))).toBe(true);
});

test('a lock whose process number now belongs to another one does not count', () => {
  writeFileSync(join(state, 'lock.json'), JSON.stringify({ pid: process.pid, startTime: 'another time' }));
  expect(liveServers([state])).toEqual([]);
});

/** Programs in the place of docker and kind, which know these containers and note what they are asked to delete. */
function fakeDocker(
  nodes: Record<string, string | undefined>,
  images: readonly string[] = [],
): () => string[] {
  const bin = join(folder, 'bin');
  const deleted = join(folder, 'deleted');
  mkdirSync(join(bin, 'claims'), { recursive: true });
  for (const [node, claim] of Object.entries(nodes))
    if (claim !== undefined) writeFileSync(join(bin, 'claims', node), claim);
  const program = (name: string, lines: string[]) =>
    writeFileSync(join(bin, name), ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o755 });
  const names = Object.keys(nodes).map((node) => `echo ${node}`);
  program('docker', [
    'if [ "$1" = ps ]; then',
    ...names,
    'exit 0; fi',
    'case "$1 $2" in',
    `"image ls") ${['true', ...images.map((image) => `echo ${image}`)].join('; ')}; exit ;;`,
    `"image inspect") shift 4; for one; do echo "sha256:$one 5000000"; done; exit ;;`,
    `"image rm") shift 2; echo "$@" >> "${deleted}"; exit ;;`,
    'esac',
    // As an archive: a header of one block, and the file.
    `head -c 512 /dev/zero; exec cat "${bin}/claims/\${2%%:*}"`,
  ]);
  program('kind', [`echo "$4" >> "${deleted}"`]);
  vi.stubEnv('PATH', `${bin}:${process.env['PATH']}`);
  return () => (existsSync(deleted) ? readFileSync(deleted, 'utf8').trim().split('\n') : []);
}

const claimOf = (cluster: string, madeIn: string) =>
  JSON.stringify({ madeBy: 'spanwise', cluster, state: madeIn });

const foreign = () => ({
  'plain-control-plane': undefined,
  'forged-control-plane': '{"madeBy":"spanwise","cluster":"another","state":"/"}',
  'broken-control-plane': 'no json',
  'theirs-control-plane': claimOf('theirs', '/somebody/else/4500'),
});

test('a cluster that Spanwise made here is named and kept, and removed only with --clusters', async () => {
  const said = vi.spyOn(console, 'log').mockReturnValue();
  const deleted = fakeDocker({ ...foreign(), 'own-control-plane': claimOf('own', state) });
  expect(await clean(root, { help: false, yes: true, all: false, clusters: false }, never)).toBe(0);
  expect(deleted()).toEqual([]);
  expect(said.mock.calls[0]![0]).toContain('kind cluster own  (made by instance state)');
  expect(said.mock.calls[0]![0]).not.toMatch(/plain|forged|another|broken|theirs/);
  expect(await clean(root, { help: false, yes: true, all: false, clusters: true }, never)).toBe(0);
  expect(deleted()).toEqual(['own']);
});

test('a cluster outlives the folder of its instance, and is still known as made here', async () => {
  vi.spyOn(console, 'log').mockReturnValue();
  const home = join(folder, 'no-state/spanwise');
  const deleted = fakeDocker({ ...foreign(), 'own-control-plane': claimOf('own', join(home, '4500')) });
  expect(await clean(root, { help: false, yes: true, all: false, clusters: true }, never)).toBe(0);
  expect(deleted()).toEqual(['own']);
});

test('images that benches have made are summed up and removed, and no others', async () => {
  const said = vi.spyOn(console, 'log').mockReturnValue();
  const own = [
    'spanwise/storefront:00112233aabbccdd',
    'spanwise/storefront:ffeeddccbbaa9988',
    'spanwise/tempo:0123456789abcdef',
  ];
  const others = ['spanwise/kind-node:v1.35.4', 'spanwise/storefront:mine', 'elsewhere/spanwise:1'];
  const deleted = fakeDocker({}, [...own, ...others]);
  expect(await clean(root, { help: false, yes: true, all: false, clusters: false }, never)).toBe(0);
  expect(deleted()).toEqual([own.join(' ')]);
  expect(said.mock.calls[0]![0]).toContain('15 MB  spanwise/storefront (2), spanwise/tempo  (made of');
});

test('clusters of others are never removed', async () => {
  vi.spyOn(console, 'log').mockReturnValue();
  const deleted = fakeDocker(foreign());
  expect(await clean(root, { help: false, yes: true, all: true, clusters: true }, never)).toBe(0);
  expect(deleted()).toEqual([]);
});

test('the words', () => {
  expect(stillRunning([{ pid: 71, state: '/s/4500' }])).toMatchInlineSnapshot(`
    "Spanwise is still running:
      process 71, with /s/4500
    End it first (Ctrl-C where it runs, or: kill 71)."
  `);
  const tools = {
    path: '/c/tools',
    title: 'Tempo and the Collector, built here',
    bytes: 182_000_000,
    work: false,
  };
  const work = {
    path: '/s/4500/workspaces',
    title: 'learner’s work, instance 4500',
    bytes: 240_000,
    work: true,
  };
  expect(describeItems([tools], [work])).toMatchInlineSnapshot(`
    "To be removed, 182 MB:
        182 MB  /c/tools  (Tempo and the Collector, built here)
    Kept, because a learner made it (npm run clean -- --all removes it too):
        240 kB  /s/4500/workspaces  (learner’s work, instance 4500)
    Not touched: node_modules, Go’s own caches (go clean -cache -modcache), other images in Docker, and clusters that Spanwise did not make."
  `);
  expect(describeItems([], [])).toBe('There is nothing to remove.');
  const cluster = { madeBy: 'spanwise' as const, cluster: 'spanwise', state: '/s/4500' };
  expect(describeItems([], [work], { removed: [], kept: [cluster] })).toMatchInlineSnapshot(`
    "There is nothing to remove.
    Kept, because a learner made it (npm run clean -- --all removes it too):
        240 kB  /s/4500/workspaces  (learner’s work, instance 4500)
    Kept, for a quick next start (npm run clean -- --clusters removes them too):
      kind cluster spanwise  (made by instance 4500)
    Not touched: node_modules, Go’s own caches (go clean -cache -modcache), other images in Docker, and clusters that Spanwise did not make."
  `);
  expect(describeItems([], [], { removed: [cluster], kept: [] })).toMatchInlineSnapshot(`
    "Clusters to be removed, with the pods and data in them:
      kind cluster spanwise  (made by instance 4500)
    Not touched: node_modules, Go’s own caches (go clean -cache -modcache), other images in Docker, and clusters that Spanwise did not make."
  `);
  expect(readOptions(['--no'])).toMatchInlineSnapshot(`
    "Unknown option '--no'
    See npm run clean -- --help for what it takes."
  `);
  expect(readOptions(['--yes'])).toEqual({ help: false, yes: true, all: false, clusters: false });
});

test('sizes are what the disk gives back', () => {
  expect(sizeOf(join(folder, 'cache'))).toBeGreaterThanOrEqual(100_000);
  expect(sizeOf(join(folder, 'nowhere'))).toBe(0);
  expect([0, 999, 4096, 66_000_000, 1_260_000_000].map(sayBytes)).toEqual([
    '0 B',
    '999 B',
    '4 kB',
    '66 MB',
    '1.3 GB',
  ]);
});
