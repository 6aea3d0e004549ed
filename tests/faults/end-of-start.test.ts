import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startTimeOf } from '#runtimes/process/identity.ts';
import { claimState } from '#runtimes/state/claim.ts';
import { chooseFolders, type Folders } from '#runtimes/state/folders.ts';
import { removeState } from '#runtimes/state/remove-state.ts';
import { BENCH_PARTS } from '#system/part-names.ts';

/** The pages may have to be built first, and a busy machine needs a minute for the stack. */
const PATIENT = { timeout: 240_000, interval: 100 };
/** `npm start` promises 30 s (serve-until-ended.ts); a busy machine may notice later that it is over. */
const ENDED = { timeout: 90_000, interval: 50 };
const TEST_TIMEOUT = 6 * 60_000;
const REPOSITORY = resolve(import.meta.dirname, '../..');
let folder: string;
let folders: Folders;
let npm: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spanwise-end-'));
  folders = chooseFolders({ port: 0, state: join(folder, 'state') });
});
afterEach(async () => {
  try {
    if (npm?.pid) process.kill(-npm.pid, 'SIGKILL');
  } catch {
    // The test has ended it.
  }
  // A test that failed may have left a bench.
  (await claimState(folders)).release();
  await removeState(folders);
  rmSync(folder, { recursive: true, force: true });
});

type Signal = NodeJS.Signals;

test.each<[string, Signal, (run: Running) => number]>([
  ['SIGINT to all, as Ctrl-C', 'SIGINT', ({ npm }) => -npm],
  ['SIGTERM to npm', 'SIGTERM', ({ npm }) => npm],
  ['SIGHUP to npm, which passes none on', 'SIGHUP', ({ npm }) => npm],
  ['SIGQUIT to the server', 'SIGQUIT', ({ server }) => server],
  ['SIGKILL to the bootstrap', 'SIGKILL', ({ bootstrap }) => bootstrap],
])(
  'a server that runs ends by %s, with all that it started',
  async (_, signal, target) => {
    const running = await start('Ready');
    expect(marked(running.instance).length).toBeGreaterThanOrEqual(BENCH_PARTS.length);
    process.kill(target(running), signal);
    await nothingLeft(running);
  },
  TEST_TIMEOUT,
);

test.each<[string, Signal, (run: Running) => number]>([
  ['SIGTERM to all, twice in a row', 'SIGTERM', ({ npm }) => -npm],
  ['SIGHUP to the bootstrap', 'SIGHUP', ({ bootstrap }) => bootstrap],
])(
  'a server that starts ends by %s, with all that it started',
  async (_, signal, target) => {
    const running = await start('Start Postgres');
    process.kill(target(running), signal);
    // The second one may find everybody gone.
    if (target(running) < 0) process.kill(target(running), signal);
    await nothingLeft(running);
  },
  TEST_TIMEOUT,
);

test(
  'after kill -9 of a server the next one ends what is left',
  async () => {
    const running = await start('Ready');
    process.kill(running.server, 'SIGKILL');
    await vi.waitFor(() => expect(startTimeOf(running.bootstrap)).toBeUndefined(), ENDED);
    expect(marked(running.instance).length).toBeGreaterThanOrEqual(BENCH_PARTS.length);
    const next = await start('Ended \\d+ processes an earlier start had left');
    await vi.waitFor(() => expect(marked(running.instance)).toEqual([]), ENDED);
    process.kill(next.npm, 'SIGTERM');
    await nothingLeft(next);
  },
  TEST_TIMEOUT,
);

interface Running {
  instance: string;
  npm: number;
  bootstrap: number;
  server: number;
}

/** `npm start` until it has said something, as far as it has come by then. */
async function start(until: string): Promise<Running> {
  const options = ['--', '--port', '0', '--no-open', '--state', folders.state];
  npm = spawn('npm', ['start', ...options], {
    cwd: REPOSITORY,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [npm.stdout!, npm.stderr!]) stream.on('data', (bytes) => (said += bytes));
  await vi.waitFor(() => expect(said).toMatch(new RegExp(until)), PATIENT);
  const lock = await vi.waitFor(() => {
    const found = JSON.parse(readFileSync(join(folders.state, 'lock.json'), 'utf8'));
    expect(startTimeOf(found.pid)).toBe(found.startTime);
    return found as { pid: number; instance: string };
  }, PATIENT);
  return {
    instance: lock.instance,
    npm: npm.pid!,
    bootstrap: parentOf(lock.pid),
    server: lock.pid,
  };
}

async function nothingLeft({ instance, ...processes }: Running): Promise<void> {
  await vi.waitFor(
    () => expect(Object.values(processes).filter((pid) => startTimeOf(pid))).toEqual([]),
    ENDED,
  );
  // By then, not some time later: nobody is left to see to it.
  expect(marked(instance)).toEqual([]);
  expect(readdirSync(folders.state)).not.toContain('lock.json');
}

function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** Processes that carry this instance's mark, by their command lines. */
function marked(instance: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      const isMarked = readFileSync(`/proc/${pid}/environ`, 'utf8').includes(instance);
      return isMarked && startTimeOf(Number(pid)) ? [readFileSync(`/proc/${pid}/cmdline`, 'utf8')] : [];
    } catch {
      return [];
    }
  });
}
