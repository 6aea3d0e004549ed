import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLocalRuntime } from '#runtimes/local/runtime.ts';
import { claimState } from '#runtimes/state/claim.ts';
import { chooseFolders, type Folders } from '#runtimes/state/folders.ts';
import { removeState } from '#runtimes/state/remove-state.ts';
import { BENCH_PARTS } from '#system/part-names.ts';
import { PATIENT } from '../patient.ts';

const never = new AbortController().signal;
let folder: string;
let folders: Folders;
let workspace: string;
let server: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spanwise-death-'));
  folders = chooseFolders({ port: 0, state: join(folder, 'state') });
  workspace = join(folder, 'workspace');
  cpSync(resolve(import.meta.dirname, '../../labs/bookstore'), workspace, { recursive: true });
});
afterEach(async () => {
  server?.kill('SIGKILL');
  await removeState(folders);
  rmSync(folder, { recursive: true, force: true });
});

test('after kill -9 of the server the next one ends what is left and brings everything up again', async () => {
  const { instance, up } = startServer();
  const mark = await instance;
  await up;
  const loose = spawn('setsid', ['nohup', 'sleep', '1000'], {
    env: { PATH: process.env.PATH!, SPANWISE_INSTANCE: mark },
    stdio: 'ignore',
  });
  const other = spawn('sleep', ['1000'], { stdio: 'ignore' });
  server!.kill('SIGKILL');
  await new Promise((ended) => server!.once('exit', ended));
  expect(marked(mark).length).toBeGreaterThanOrEqual(BENCH_PARTS.length);

  const claim = await claimState(folders);
  try {
    expect(claim.reaped).toBeGreaterThanOrEqual(BENCH_PARTS.length);
    expect(marked(mark)).toEqual([]);
    expect(loose.exitCode ?? loose.signalCode).not.toBeNull();
    expect(other.exitCode ?? other.signalCode).toBeNull();
    const runtime = await createLocalRuntime({ folders, instance: claim.instance });
    await runtime.up(workspace, () => undefined, never);
    expect(runtime.status().map(({ state }) => state)).toEqual(BENCH_PARTS.map(() => 'ready'));
    await runtime.down();
  } finally {
    other.kill();
    claim.release();
  }
});

test('down in the middle of a start leaves nothing', async () => {
  const claim = await claimState(folders);
  const runtime = await createLocalRuntime({ folders, instance: claim.instance });
  const up = runtime.up(workspace, () => undefined, never).catch((error: Error) => error.message);
  await vi.waitFor(() => expect(marked(claim.instance).length).toBeGreaterThan(0), PATIENT);
  await runtime.down();
  expect(await up).toBe('the runtime is going down');
  expect(marked(claim.instance)).toEqual([]);
  claim.release();
});

function startServer(): { instance: Promise<string>; up: Promise<void> } {
  const script = join(import.meta.dirname, 'hold-runtime.ts');
  server = spawn(process.execPath, [script, folders.state, workspace], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: server.stdout! });
  return {
    instance: new Promise((resolve) => {
      lines.on('line', (line) => line.startsWith('instance ') && resolve(line.slice('instance '.length)));
    }),
    up: new Promise((resolve) => {
      lines.on('line', (line) => line === 'up' && resolve());
    }),
  };
}

/** Processes that carry this instance's mark. */
function marked(instance: string): string[] {
  return readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`, 'utf8').includes(instance);
    } catch {
      return false;
    }
  });
}
