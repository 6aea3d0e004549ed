import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Builder } from '#runtimes/deploy/build-service.ts';
import { buildTool } from '#runtimes/go/build-tool.ts';
import { toolKey } from '#runtimes/go/key.ts';
import type { Tool } from '#runtimes/go/tool.ts';
import { buildToolInPhase } from '#runtimes/go/tool-phase.ts';
import { startTimeOf } from '#runtimes/process/identity.ts';
import type { Phase } from '#runtimes/runtime.ts';

let cacheFolder: string;
let tool: Tool;
let details: string[];

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'spanwise-tool-'));
  const source = join(folder, 'source');
  cacheFolder = join(folder, 'cache');
  for (const path of [source, cacheFolder]) mkdirSync(path);
  // New in every run: Go prints no sign of life for what it has compiled before.
  writeFileSync(join(source, 'go.mod'), 'module example.com/tool\n\ngo 1.26\n');
  writeFileSync(join(source, 'main.go'), `package main\n\nfunc main() { print(${Date.now()}) }\n`);
  tool = { id: 'tempo', title: 'Build Tempo', program: 'tempo', source, package: '.', typicalMs: 1000 };
  details = [];
});

test('builds a program that runs, once', async () => {
  const first = await build();
  expect(first.built).toBe(true);
  expect(execFileSync(first.program, { stdio: 'pipe' }).toString()).toBe('');
  expect(details.at(-1)).toMatch(/packages compiled$/);
  await expect(build()).resolves.toEqual({ program: first.program, built: false });
  expect(readdirSync(join(cacheFolder, 'tools'))).toHaveLength(1);
});

test('what is there is not said to take the time of a build', async () => {
  const phases: Phase[] = [];
  const builder = {
    folders: { cache: cacheFolder },
    instance: 'test',
    records: { add: () => undefined },
  } as unknown as Builder;
  const { signal } = new AbortController();
  const inPhase = () => buildToolInPhase(builder, tool, (phase) => phases.push(phase), signal);
  await inPhase();
  expect(phases.every(({ usual }) => usual === 1000)).toBe(true);
  phases.length = 0;
  await inPhase();
  expect(phases.map(({ state, usual, detail }) => [state, usual, detail])).toEqual([
    ['running', undefined, undefined],
    ['done', undefined, 'built before'],
  ]);
});

test('another source or go.mod is another program', async () => {
  const never = new AbortController().signal;
  const first = await toolKey(tool, { signal: never });
  writeFileSync(join(tool.source, 'collector.yaml'), 'not compiled');
  await expect(toolKey(tool, { signal: never })).resolves.toBe(first);
  writeFileSync(join(tool.source, 'go.mod'), 'module example.com/tool\n\ngo 1.26.0\n');
  const second = await toolKey(tool, { signal: never });
  expect(second).not.toBe(first);
  writeFileSync(join(tool.source, 'more.go'), 'package main\n');
  expect(await toolKey(tool, { signal: never })).not.toBe(second);
});

test('build tags reach the compiler, and make another program', async () => {
  const never = new AbortController().signal;
  const plain = await toolKey(tool, { signal: never });
  tool.tags = 'small';
  expect(await toolKey(tool, { signal: never })).not.toBe(plain);
  writeFileSync(join(tool.source, 'main.go'), 'package main\n\nfunc main() { said() }\n');
  writeFileSync(
    join(tool.source, 'small.go'),
    '//go:build small\n\npackage main\n\nfunc said() { println("small") }\n',
  );
  const { program } = await build();
  expect(spawnSync(program, { encoding: 'utf8' }).stderr).toBe('small\n');
});

test('two builders at once make one build, and the other waits for it', async () => {
  const results = await Promise.all([build(), build()]);
  expect(results.map(({ built }) => built).sort()).toEqual([false, true]);
  expect(details).toContain(`process ${process.pid} is building it; waiting`);
});

test('a builder that died is taken over from; a live one is waited for', async () => {
  const lock = await lockFile();
  writeFileSync(lock, JSON.stringify({ pid: process.pid, startTime: 'another boot:1' }));
  await expect(build()).resolves.toMatchObject({ built: true });

  tool.package = './.';
  writeFileSync(await lockFile(), JSON.stringify({ pid: process.pid, startTime: startTimeOf(process.pid) }));
  const ending = new AbortController();
  const waiting = build(ending.signal);
  await wait(700);
  ending.abort();
  await expect(waiting).rejects.toThrow(/abort/);
});

test('a build that fails leaves nothing behind and shows the compiler’s words', async () => {
  writeFileSync(join(tool.source, 'main.go'), 'package main\n\nfunc main() { nothing() }\n');
  await expect(build()).rejects.toThrow(/Build Tempo failed:[\s\S]*undefined: nothing/);
  expect(readdirSync(join(cacheFolder, 'tools'))).toEqual([]);
});

test('no network is one clear sentence', async () => {
  for (const [name, value] of [
    ['GOPROXY', 'http://127.0.0.1:9'],
    ['GOFLAGS', '-modcacherw'],
    ['GOMODCACHE', join(cacheFolder, 'modules')],
  ]) {
    const before = process.env[name!];
    process.env[name!] = value;
    onTestFinished(() => {
      if (before === undefined) delete process.env[name!];
      else process.env[name!] = before;
    });
  }
  writeFileSync(
    join(tool.source, 'go.mod'),
    'module example.com/tool\n\ngo 1.26\n\nrequire example.com/a v1.0.0\n',
  );
  const hash = `h1:${'A'.repeat(43)}=`;
  writeFileSync(
    join(tool.source, 'go.sum'),
    `example.com/a v1.0.0 ${hash}\nexample.com/a v1.0.0/go.mod ${hash}\n`,
  );
  writeFileSync(join(tool.source, 'main.go'), 'package main\n\nimport _ "example.com/a"\n\nfunc main() {}\n');
  await expect(build()).rejects.toThrow(/^Go could not download its modules: check the network/);
});

test('no Go is one clear sentence', async () => {
  const before = process.env.PATH;
  process.env.PATH = cacheFolder;
  onTestFinished(() => {
    process.env.PATH = before;
  });
  await expect(build()).rejects.toThrowErrorMatchingInlineSnapshot(
    `[Error: Go is not installed, or not on the PATH: install Go 1.26 from https://go.dev/dl and try again]`,
  );
});

function build(signal = new AbortController().signal) {
  return buildTool(tool, {
    cacheFolder,
    instance: 'test',
    onStart: () => undefined,
    onDetail: (detail) => details.push(detail),
    signal,
  });
}

async function lockFile(): Promise<string> {
  mkdirSync(join(cacheFolder, 'tools'), { recursive: true });
  return join(
    cacheFolder,
    'tools',
    `tempo-${await toolKey(tool, { signal: new AbortController().signal })}.lock`,
  );
}
