import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chooseFolders } from '#runtimes/state/folders.ts';

const repository = resolve(import.meta.dirname, '../..');

/** A course served by the real command, with a state folder of its own. */
export interface Course {
  port: number;
  origin: string;
  state: string;
  output(): string;
  /** Ends the server without warning, as a crash would. */
  kill(): Promise<void>;
  /** Starts it (again) and gives the one-use link it prints. */
  start(): Promise<string>;
  /** Asks the running server for another link, as a second `npm start` does. */
  newLink(): Promise<string>;
  /** Ends it as Ctrl-C does and removes its state. */
  end(): Promise<void>;
}

interface Wanted {
  /** A changed copy of this repository. */
  from?: string;
  /** More arguments of `npm start`. */
  args?: readonly string[];
  /** Programs that are not to be found on its PATH. */
  without?: readonly string[];
}

/** Prepares a course on a free port; `start` runs it. */
export async function newCourse({
  from = repository,
  args: more = [],
  without = [],
}: Wanted = {}): Promise<Course> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'spanwise-e2e-'));
  const state = join(folder, 'state');
  const env = learnersEnvironment(join(folder, 'home'));
  if (without.length > 0) env['PATH'] = pathWithout(without, join(folder, 'programs'));
  const args = ['scripts/bootstrap.mjs', 'start', '--no-open', '--port', String(port), '--state', state];
  args.push(...more);
  let output = '';
  let child: ChildProcess | undefined;

  function run(): ChildProcess {
    const started = spawn('node', args, { cwd: from, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [started.stdout, started.stderr]) stream.on('data', (text) => (output += text));
    return started;
  }
  async function link(process: ChildProcess, from: number): Promise<string> {
    for (;;) {
      const url = /Open (http:\/\/\S+)/.exec(output.slice(from))?.[1];
      if (url) return url;
      if (process.exitCode !== null)
        throw new Error(`npm start ended without a link:\n${output.slice(from)}`);
      await wait(50);
    }
  }
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    state,
    output: () => output,
    async start() {
      const from = output.length;
      child = run();
      return link(child, from);
    },
    async newLink() {
      const from = output.length;
      const other = run();
      const url = await link(other, from);
      await ended(other);
      return url;
    },
    async kill() {
      process.kill(JSON.parse(readFileSync(join(state, 'lock.json'), 'utf8')).pid, 'SIGKILL');
      await ended(child!);
    },
    async end() {
      if (child && child.exitCode === null && child.signalCode === null) {
        child.kill('SIGINT');
        await ended(child);
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A home of its own, so that nobody's shell set-up is part of the test; Go and the built tools stay where they are. */
function learnersEnvironment(home: string): NodeJS.ProcessEnv {
  mkdirSync(home, { recursive: true });
  const go = JSON.parse(
    execFileSync('go', ['env', '-json', 'GOPATH', 'GOMODCACHE', 'GOCACHE', 'GOENV'], { encoding: 'utf8' }),
  );
  return { ...process.env, ...go, HOME: home, SPANWISE_CACHE: chooseFolders({ port: 0 }).cache };
}

/** A folder with a link to every program of the PATH but these. */
function pathWithout(names: readonly string[], folder: string): string {
  mkdirSync(folder);
  const known = new Set(names);
  for (const place of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of existsSync(place) ? readdirSync(place) : []) {
      if (known.has(name)) continue;
      known.add(name);
      symlinkSync(join(place, name), join(folder, name));
    }
  }
  return folder;
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

/** Below the kernel's own range: the bench takes the ports after it too, and an outgoing connection must not get there first. */
async function freePort(): Promise<number> {
  for (;;) {
    // A bench takes 24 ports. Files of tests run two at a time, each among blocks of its own.
    const worker = Number(process.env['VITEST_POOL_ID'] ?? 0) % 2;
    const port = 20_000 + 30 * (2 * randomInt(0, 200) + worker);
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer().once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
}
