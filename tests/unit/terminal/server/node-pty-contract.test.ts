import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ReadStream } from 'node:tty';
import { expect, test } from 'vitest';
import { helperBeside } from '#terminal/server/pty.ts';

/**
 * src/terminal/server/pty.ts uses node-pty's native part by a file that its package does not promise. This is all it
 * relies on. Whoever takes another version runs this test, corrects pty.ts where it fails, and then names the version.
 */
const VERSION = '1.2.0-beta.15';

const require = createRequire(import.meta.url);
const utils = require.resolve('node-pty/lib/utils.js');
const { dir, module: native } = require(utils).loadNativeModule('pty') as {
  dir: string;
  module: {
    fork: (...values: unknown[]) => { fd: number; pid: number };
    resize: (fd: number, cols: number, rows: number, pixelWidth: number, pixelHeight: number) => void;
  };
};
const helper = helperBeside(utils, dir);

test('the version is the one this was read from, and the only one package.json admits', () => {
  const packageFile = join(dirname(utils), '../package.json');
  expect(JSON.parse(readFileSync(packageFile, 'utf8')).version).toBe(VERSION);
  const own = readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8');
  expect(JSON.parse(own).dependencies['node-pty']).toBe(VERSION);
});

test('lib/utils.js finds the native module, and says in which folder beside itself', () => {
  expect(dir).toMatch(/^\.\.?\//);
  expect(existsSync(join(dirname(utils), dir, 'pty.node'))).toBe(true);
  expect([typeof native.fork, typeof native.resize]).toEqual(['function', 'function']);
});

test('the helper that sets a program up is executable on macOS; Linux needs none', () => {
  const executable = existsSync(helper) && (statSync(helper).mode & 0o111) !== 0;
  expect(executable || process.platform === 'linux').toBe(true);
});

test('the helper is found below a folder of any name', () => {
  const utils = '/home/ada/My course #2 (100%)/für/node_modules/node-pty/lib/utils.js';
  expect(helperBeside(utils, '../prebuilds/darwin-arm64/')).toBe(
    '/home/ada/My course #2 (100%)/für/node_modules/node-pty/prebuilds/darwin-arm64/spawn-helper',
  );
});

test('fork takes eleven values, gives a descriptor and a pid, and calls back with code and signal', async () => {
  const run = start(['-c', 'stty size; printf "%s" "$MARK"; pwd; exit 3'], { MARK: 'für ' });
  expect(run.child).toMatchObject({ fd: expect.any(Number), pid: expect.any(Number) });
  expect(await run.exit).toEqual([3, 0]);
  expect((await run.output).replaceAll('\r', '')).toBe('33 101\nfür /\n');
});

test('resize reaches the program, and a signal its exit', async () => {
  const run = start(['-c', 'read line; stty size; kill -9 $$'], {});
  native.resize(run.child.fd, 77, 22, 0, 0);
  run.stream.write('\n');
  expect(await run.exit).toEqual([0, 9]);
  expect(await run.output).toContain('22 77');
});

function start(args: readonly string[], env: Record<string, string>) {
  const pairs = Object.entries({ PATH: process.env['PATH'] ?? '', ...env }).map(
    ([name, value]) => `${name}=${value}`,
  );
  let ended: (exit: [code: number, signal: number]) => void;
  const exit = new Promise<[number, number]>((resolve) => {
    ended = resolve;
  });
  const child = native.fork(
    '/bin/sh',
    [...args],
    pairs,
    '/',
    101,
    33,
    -1,
    -1,
    true,
    helper,
    (code: number, signal: number) => ended([code, signal]),
  );
  const stream = new ReadStream(child.fd);
  let text = '';
  stream.on('data', (bytes) => {
    text += String(bytes);
  });
  // EIO is how Linux says that the last program has closed its side.
  stream.on('error', () => stream.destroy());
  stream.on('end', () => stream.destroy());
  const output = new Promise<string>((resolve) => stream.on('close', () => resolve(text)));
  return { child, exit, output, stream };
}
