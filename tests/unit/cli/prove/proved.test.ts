import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Engine, engineHash } from '#cli/prove/proved/engine-hash.ts';
import { provedStates } from '#cli/prove/proved/proved-states.ts';
import { rememberProved } from '#cli/prove/proved/remember-proved.ts';
import { stateKey } from '#cli/prove/proved/state-key.ts';
import type { ProvenState } from '#cli/prove/states.ts';

const never = new AbortController().signal;
const asked = { all: false, repeat: 1, runtime: { name: 'local' } } as const;
let root: string;
let state: ProvenState;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'spanwise-proved-'));
  vi.stubEnv('SPANWISE_CACHE', join(root, 'cache'));
  put('src/cli/prove/stack.ts', "import { run } from '#runtimes/run.ts';\n");
  put('src/runtimes/run.ts', 'export const run = 1;\n');
  put('src/site/page.ts', 'export const page = 1;\n');
  put('labs/one/checks.ts', "import { find } from '#grading/find.ts';\n");
  put('src/grading/find.ts', "import type { page } from '#site/page.ts';\nexport const find = 1;\n");
  put('labs/one/findings.yaml', 'any: {}\n');
  put('labs/stack/tempo.yaml', 'a: 1\n');
  const file = put('labs/one/mistakes/mend/lost/a.go', 'package a\n');
  state = {
    lab: 'one',
    step: 'mend',
    name: 'mistakes/mend/lost',
    files: new Map([['a.go', file]]),
    expected: { status: 'fail', finding: 'lost' },
  };
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

function put(path: string, text: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const engine = (more: Partial<Engine> = {}) =>
  engineHash({ root, lab: 'one', runtime: 'local', goVersion: 'go1.26', ...more });

// The cache of syntax trees lives as long as a command does, so every change is looked at in a copy of its own.
test.each([
  ['code that the stack imports', 'src/runtimes/run.ts'],
  ['code that only this lab’s checks import', 'src/grading/find.ts'],
  ['the lab’s checks', 'labs/one/checks.ts'],
  ['the lab’s texts', 'labs/one/findings.yaml'],
  ['a configuration of the stack', 'labs/stack/tempo.yaml'],
  ['the packages', 'package-lock.json'],
])('%s is part of the engine', async (_name, path) => {
  const before = await engine();
  put(path, '// changed\n');
  expect(await engine()).not.toBe(before);
});

test.each([
  ['code of the page', 'src/site/page.ts'],
  ['an answer', 'labs/one/mistakes/mend/lost/a.go'],
  ['another lab', 'labs/two/checks.ts'],
  ['a chart, where no cluster runs the bench', 'labs/cluster/chart.yaml'],
])('%s is not', async (_name, path) => {
  const before = await engine();
  put(path, '// changed\n');
  expect(await engine()).toBe(before);
});

test('another runtime or Go is another engine, and a cluster’s charts are part of it', async () => {
  const all = [await engine(), await engine({ runtime: 'kind' }), await engine({ goVersion: 'go1.27' })];
  put('labs/cluster/chart.yaml', 'a: 1\n');
  expect(new Set([...all, await engine({ runtime: 'kind' })]).size).toBe(4);
});

test('a key is of the files, the verdict to be given and the engine', async () => {
  const key = await stateKey(state, 'engine');
  expect(await stateKey({ ...state, name: 'renamed' }, 'engine')).toBe(key);
  const others = [
    await stateKey(state, 'another'),
    await stateKey({ ...state, expected: { status: 'fail', finding: 'found' } }, 'engine'),
    await stateKey({ ...state, files: new Map([['b.go', state.files.get('a.go')!]]) }, 'engine'),
  ];
  put('labs/one/mistakes/mend/lost/a.go', 'package b\n');
  expect(new Set([key, ...others, await stateKey(state, 'engine')]).size).toBe(5);
});

test('a proof counts for 30 days and is forgotten then', async () => {
  const cache = join(root, 'cache');
  const proved = await provedStates(cache);
  expect(await proved.has('abc')).toBe(false);
  await proved.add('abc', 'one/start/mend');
  expect(await proved.has('abc')).toBe(true);
  const long = (Date.now() - 31 * 24 * 60 * 60_000) / 1000;
  utimesSync(join(cache, 'proved/abc'), long, long);
  expect(await proved.has('abc')).toBe(false);
});

test('what was proved is left out the next time, unless everything is asked for', async () => {
  const labs = join(root, 'labs');
  const first = await rememberProved(labs, [state], asked, never);
  expect(first).toMatchObject({ before: [], left: [state] });
  await first.add(state);
  expect(await rememberProved(labs, [state], asked, never)).toMatchObject({ before: [state], left: [] });
  for (const more of [{ all: true }, { repeat: 2 }, { seed: 7 }])
    expect((await rememberProved(labs, [state], { ...asked, ...more }, never)).before).toEqual([]);
});

test('a state whose files were edited while it was proved is not remembered', async () => {
  const labs = join(root, 'labs');
  const first = await rememberProved(labs, [state], asked, never);
  put('labs/one/mistakes/mend/lost/a.go', 'package b\n');
  await first.add(state);
  put('labs/one/mistakes/mend/lost/a.go', 'package a\n');
  expect((await rememberProved(labs, [state], asked, never)).before).toEqual([]);
});
