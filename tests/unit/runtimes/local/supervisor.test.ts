import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Plan } from '#runtimes/local/plan.ts';
import { type Supervisor, supervise } from '#runtimes/local/supervisor.ts';
import { type Logs, openLogs } from '#runtimes/logs/logs.ts';
import { probeHttp } from '#runtimes/probes/ask-part.ts';
import { startTimeOf } from '#runtimes/process/identity.ts';
import type { PartStatus } from '#runtimes/runtime.ts';
import { readRecords, recordProcesses } from '#runtimes/state/processes.ts';

const never = new AbortController().signal;
/** Seconds may pass on a busy machine until a process has begun to listen. */
const TEST_TIMEOUT = 60_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });
const SERVE = `require('http').createServer((_, answer) => answer.end('ok')).listen(process.env.PORT, '127.0.0.1');`;
let stateFolder: string;
let port: number;
let supervisor: Supervisor;
let changes: PartStatus[];
let logs: Logs;
/** Called each time that the part has become ready. */
let onReady: () => void;

beforeEach(async () => {
  stateFolder = mkdtempSync(join(tmpdir(), 'spanwise-supervisor-'));
  port = await freePort();
  changes = [];
  onReady = () => undefined;
});
afterEach(() => supervisor.stop());

test('starts, becomes ready when the probe says so, is recorded and stops', async () => {
  begin(SERVE);
  await expect(supervisor.start(never)).resolves.toMatchObject({ state: 'ready', generation: 1 });
  expect(changes.map(({ state }) => state)).toEqual(['starting', 'ready']);
  const pid = supervisor.pid()!;
  expect(readRecords(stateFolder).map((record) => record.pid)).toEqual([pid]);
  await supervisor.stop();
  expect(supervisor.status().state).toBe('stopped');
  expect(startTimeOf(pid)).toBeUndefined();
  expect(readRecords(stateFolder)).toEqual([]);
});

test('starting a ready part again changes nothing; restarting it makes a new generation', async () => {
  begin(SERVE);
  await supervisor.start(never);
  const pid = supervisor.pid();
  await supervisor.start(never);
  expect(supervisor.pid()).toBe(pid);
  await expect(supervisor.restart(never)).resolves.toMatchObject({ state: 'ready', generation: 2 });
  expect(supervisor.pid()).not.toBe(pid);
});

test('a restart that was given up before it began leaves the part running, and watched', async () => {
  begin(SERVE);
  await supervisor.start(never);
  await expect(supervisor.restart(AbortSignal.abort())).rejects.toThrow(/abort/);
  expect(supervisor.status()).toMatchObject({ state: 'ready', generation: 1 });
  process.kill(supervisor.pid()!, 'SIGKILL');
  await until(() => supervisor.status().state === 'dead');
  await until(() => supervisor.status().state === 'ready');
});

test('a process that ends before it is ready has failed, with exit code and last line', async () => {
  begin(`console.error('cannot read the map'); process.exit(3);`);
  const status = await supervisor.start(never);
  expect(status).toMatchObject({ state: 'failed', lastExit: { code: 3, signal: null, afterReady: false } });
  expect(status.reason).toMatchInlineSnapshot(`"ended with exit code 3; its last line: cannot read the map"`);
});

test('a program that is not there is said to be missing', async () => {
  begin(SERVE, { file: '/no/such/program' });
  const status = await supervisor.start(never);
  expect(status.reason).toMatchInlineSnapshot(`"could not be started: spawn /no/such/program ENOENT"`);
});

test('a crash is noticed with its reason and mended', async () => {
  begin(SERVE);
  await supervisor.start(never);
  process.kill(supervisor.pid()!, 'SIGKILL');
  await until(() => supervisor.status().state === 'dead');
  expect(supervisor.status()).toMatchObject({
    reason: 'ended by SIGKILL',
    lastExit: { signal: 'SIGKILL', afterReady: true },
  });
  await until(() => supervisor.status().state === 'ready');
  expect(supervisor.status().generation).toBe(2);
});

test('a part that always ends soon after its start is given up, until somebody restarts it', async () => {
  begin(`process.on('SIGUSR2', () => process.exit(9)); ${SERVE}`);
  // Told to when it is ready: after some time by itself, it might end before anybody had asked it on a busy machine.
  onReady = () => void process.kill(supervisor.pid()!, 'SIGUSR2');
  await supervisor.start(never);
  await until(
    () => supervisor.status().state === 'failed' && /given up/.test(supervisor.status().reason ?? ''),
  );
  expect(supervisor.status().reason).toMatchInlineSnapshot(
    `"given up after 5 quick ends; the last: ended with exit code 9"`,
  );
  expect(supervisor.status().generation).toBe(5);
  await expect(supervisor.restart(never)).resolves.toMatchObject({ state: 'ready' });
});

test('a part that never answers is ended at its deadline, with what the probe saw', async () => {
  begin('setInterval(() => {}, 1000);', { readyWithin: 300 });
  const status = await supervisor.start(never);
  expect(status.state).toBe('failed');
  expect(status.reason).toContain('not ready after 0.3 s: connect ECONNREFUSED');
  expect(supervisor.pid()).toBeUndefined();
});

test('a patient part goes on after its deadline and is ready late', async () => {
  begin(`process.on('SIGUSR2', () => { ${SERVE} }); setInterval(() => {}, 1000); console.log('waits');`, {
    ...{ readyWithin: 200, patient: true },
  });
  await expect(supervisor.start(never)).resolves.toMatchObject({ state: 'failed' });
  await until(() => logs.of('catalog').length > 0);
  process.kill(supervisor.pid()!, 'SIGUSR2');
  await until(() => supervisor.status().state === 'ready');
  expect(supervisor.status().generation).toBe(1);
});

test('a process that ignores SIGTERM is ended after its time', async () => {
  begin(`process.on('SIGTERM', () => console.log('heard')); ${SERVE}`, { stopWithin: 2000 });
  await supervisor.start(never);
  const pid = supervisor.pid()!;
  await supervisor.stop();
  expect(startTimeOf(pid)).toBeUndefined();
  expect(logs.of('catalog').map(({ text }) => text)).toEqual(['heard']);
});

test('a stopped process is ended gracefully too', async () => {
  // Longer than the test may take: it is not killed.
  begin(`process.on('SIGTERM', () => { console.log('ends'); process.exit(); }); ${SERVE}`, {
    stopWithin: 2 * TEST_TIMEOUT,
  });
  await supervisor.start(never);
  process.kill(supervisor.pid()!, 'SIGSTOP');
  await supervisor.stop();
  expect(logs.of('catalog').map(({ text }) => text)).toEqual(['ends']);
});

test('abort ends a start and its process; a stop during the back-off ends the revival', async () => {
  begin('setInterval(() => {}, 1000);');
  const ending = new AbortController();
  const start = supervisor.start(ending.signal);
  await until(() => supervisor.pid() !== undefined);
  const pid = supervisor.pid()!;
  ending.abort();
  await expect(start).rejects.toThrow(/abort/);
  expect(startTimeOf(pid)).toBeUndefined();
});

test('a stop while it waits to revive the part is final', async () => {
  begin(SERVE, {}, 2000);
  await supervisor.start(never);
  process.kill(supervisor.pid()!, 'SIGKILL');
  await until(() => supervisor.status().state === 'dead');
  await supervisor.stop();
  await wait(2500);
  expect(supervisor.status()).toMatchObject({ state: 'stopped', generation: 1 });
});

test('what cannot be prepared is the reason', async () => {
  begin(SERVE, { prepare: () => Promise.reject(new Error('initdb failed: the disk is full')) });
  await expect(supervisor.start(never)).resolves.toMatchObject({
    state: 'failed',
    reason: 'initdb failed: the disk is full',
  });
});

test('a clock that is put right during a start makes no part late, and no quick end a slow one', async () => {
  const real = Date.now;
  let ahead = 0;
  // An hour more at every look, as after a laptop has slept.
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => {
    ahead += 3_600_000;
    return real() + ahead;
  });
  try {
    begin(`setTimeout(() => { ${SERVE} }, 300)`);
    await expect(supervisor.start(never)).resolves.toMatchObject({ state: 'ready' });
    await supervisor.stop();
    begin(`${SERVE} setTimeout(() => process.exit(1), 400)`);
    await supervisor.start(never);
    const end = performance.now() + 30_000;
    while (supervisor.status().state !== 'failed' && performance.now() < end) await wait(20);
    expect(supervisor.status().reason).toMatch(/^given up after 5 quick ends/);
  } finally {
    clock.mockRestore();
  }
});

function begin(code: string, more: Partial<Plan> & { file?: string } = {}, backOff = 30): void {
  logs = openLogs(stateFolder);
  const plan: Plan = {
    part: 'catalog',
    prepare: () => Promise.resolve(),
    command: () => ({
      file: more.file ?? process.execPath,
      args: ['-e', code],
      env: { PORT: String(port) },
      cwd: stateFolder,
    }),
    probe: (signal) => probeHttp(`http://127.0.0.1:${port}/`, signal),
    readyWithin: 30_000,
    stopSignal: 'SIGTERM',
    stopWithin: 1000,
    ...more,
  };
  supervisor = supervise(plan, {
    logs,
    records: recordProcesses(stateFolder, 'test'),
    onChange(status) {
      changes.push(status);
      if (status.state === 'ready') onReady();
    },
    backOff,
  });
}

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; !condition(); await wait(10)) {
    if (Date.now() > end) throw new Error(`never came: ${JSON.stringify(supervisor.status())}`);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address() as { port: number };
      server.close(() => resolve(free));
    });
  });
}
