import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startTimeOf } from '#runtimes/process/identity.ts';
import { untilEnded } from '#server/start/until-ended.ts';

const REPOSITORY = resolve(import.meta.dirname, '../..');
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;
/** As a child of the bootstrap that takes two tenths of a second to end in good order. */
const COMMAND = `
import { untilEnded } from ${JSON.stringify(join(REPOSITORY, 'src/server/start/until-ended.ts'))};
const ended = untilEnded(() => process.exit(3));
setInterval(() => {}, 1000);
console.log('command ' + process.pid + ' ' + process.ppid);
await ended;
setTimeout(() => process.exit(7), 200);
`;
/** As npm, which starts the bootstrap and goes when the bootstrap does. */
const NPM = `
const { spawn } = require('node:child_process');
const env = { ...process.env, npm_lifecycle_event: 'start' };
spawn(process.execPath, [process.argv[1]], { stdio: 'inherit', env }).on('exit', (code) => process.exit(code ?? 1));
`;
let folder: string;
const started: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spanwise-ending-'));
});
afterEach(async () => {
  for (const { pid } of started.splice(0)) {
    try {
      process.kill(-pid!, 'SIGKILL');
    } catch {
      // The test has ended it.
    }
  }
  await rm(folder, { recursive: true, force: true });
});

describe('a command that the bootstrap has handed over to', () => {
  test.each(SIGNALS)('ends by %s to the bootstrap alone, which ends as it does', async (signal) => {
    const { command, wrapper, ended } = await handedOver();
    process.kill(wrapper, signal);
    expect(await ended).toEqual({ code: 7, signal: null });
    expect(startTimeOf(command)).toBeUndefined();
  });

  test.each(SIGNALS)('ends in good order by %s to all at once, twice in a row', async (signal) => {
    const { command, wrapper, ended, child } = await handedOver();
    process.kill(-child.pid!, signal);
    process.kill(-child.pid!, signal);
    expect(await ended).toEqual({ code: 7, signal: null });
    for (const pid of [command, wrapper]) expect(startTimeOf(pid)).toBeUndefined();
  });

  test('ends when the bootstrap is killed', async () => {
    const { command, wrapper } = await handedOver();
    process.kill(wrapper, 'SIGKILL');
    await gone(command);
  });

  test('ends when npm is killed, which is gone by then', async () => {
    const { command, wrapper, child } = await handedOver(true);
    expect(wrapper).not.toBe(child.pid);
    child.kill('SIGKILL');
    await gone(wrapper);
    await gone(command);
  });
});

test('only a wish that comes later is a second one', async () => {
  let now = 0;
  let tell: (reason: 'SIGINT') => void = () => undefined;
  const second = vi.fn();
  const ended = untilEnded(second, {
    now: () => now,
    listen: (listener) => {
      tell = listener;
    },
  });
  tell('SIGINT');
  expect(await ended).toBe('SIGINT');
  now = 1900;
  tell('SIGINT');
  expect(second).not.toHaveBeenCalled();
  now = 2100;
  tell('SIGINT');
  expect(second).toHaveBeenCalledOnce();
});

describe('a program that the bootstrap runs while it sets up', () => {
  test.each(SIGNALS)('ends by %s with all that it started, and the bootstrap too', async (signal) => {
    const pids = join(folder, 'pids');
    const program = `trap "" HUP QUIT; sleep 1000 & echo "$$ $!" > "${pids}.new"; mv "${pids}.new" "${pids}"; wait`;
    const run = join(REPOSITORY, 'scripts/bootstrap/run.mjs');
    const driver = join(folder, 'driver.mjs');
    await writeFile(
      driver,
      `import { run } from ${JSON.stringify(run)};
       process.once('exit', () => console.log('undone'));
       await run('/bin/sh', ['-c', ${JSON.stringify(program)}]);
       console.log('went on');`,
    );
    const child = start(process.execPath, [driver]);
    const said: string[] = [];
    createInterface({ input: child.stdout! }).on('line', (line) => said.push(line));
    const ended = endOf(child);
    const all = await vi.waitFor(async () => (await readFile(pids, 'utf8')).trim().split(' '), PATIENT);
    child.kill(signal);
    const code = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGQUIT: 131 }[signal];
    expect(await ended).toEqual({ code, signal: null });
    expect(said).toEqual(['undone']);
    for (const pid of all) await gone(Number(pid));
  });
});

/** A busy machine takes seconds to start a process. */
const PATIENT = { timeout: 15_000, interval: 20 };

async function gone(pid: number): Promise<void> {
  await vi.waitFor(() => expect(startTimeOf(pid)).toBeUndefined(), PATIENT);
}

/** The bootstrap with a command under it, and npm above it where that is wanted. */
async function handedOver(npm = false) {
  await mkdir(join(folder, 'node_modules/node/bin'), { recursive: true });
  await mkdir(join(folder, 'scripts'));
  await symlink(process.execPath, join(folder, 'node_modules/node/bin/node'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'scripts/start.ts'), COMMAND);
  const handOver = join(REPOSITORY, 'scripts/bootstrap/hand-over.mjs');
  const bootstrap = join(folder, 'bootstrap.mjs');
  await writeFile(
    bootstrap,
    `import { handOver } from ${JSON.stringify(handOver)};\nhandOver(${JSON.stringify(folder)}, 'start', []);`,
  );
  const child = start(process.execPath, npm ? ['-e', NPM, bootstrap] : [bootstrap]);
  const ended = endOf(child);
  const line = await new Promise<string>((done) =>
    createInterface({ input: child.stdout! }).once('line', done),
  );
  const [, command, wrapper] = line.split(' ').map(Number);
  return { child, ended, command: command!, wrapper: wrapper! };
}

function start(file: string, args: string[]): ChildProcess {
  const { npm_lifecycle_event: _, ...env } = process.env;
  const child = spawn(file, args, { detached: true, stdio: ['ignore', 'pipe', 'inherit'], env });
  started.push(child);
  return child;
}

function endOf(child: ChildProcess): Promise<{ code: number | null; signal: string | null }> {
  return new Promise((done) => child.once('exit', (code, signal) => done({ code, signal })));
}
