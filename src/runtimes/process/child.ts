import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

/** What to run. The environment is complete: nothing of the server's own is passed on. */
export interface ChildCommand {
  file: string;
  args: string[];
  env: Record<string, string>;
  cwd: string;
  user?: { uid: number; gid: number } | undefined;
  /** Give way to everything else on the machine. */
  background?: boolean;
}

/** How a process ended; `error` when it could not even be started. */
export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
  error?: string;
}

/** A running process that leads a process group of its own. */
export interface Child {
  pid: number | undefined;
  /** Resolves when the process has ended and its last line was read. */
  exited: Promise<Exit>;
  /** Asks with `signal`, insists with SIGKILL after `timeoutMs` milliseconds; ends what is left of the group. */
  stop(signal: NodeJS.Signals, timeoutMs: number): Promise<Exit>;
}

/** Starts a process; every line of its output goes to `onLine`. */
export function startChild(command: ChildCommand, onLine: (line: string) => void): Child {
  const child = spawn(command.file, command.args, {
    cwd: command.cwd,
    env: command.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...command.user,
  });
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLine);
  const exited = exitOf(child).then((exit) => {
    killGroup(child.pid);
    return exit;
  });
  return {
    pid: child.pid,
    exited,
    async stop(signal, timeoutMs) {
      child.kill(signal);
      // A stopped process takes the signal only when it goes on.
      child.kill('SIGCONT');
      const ended = new AbortController();
      const late = wait(timeoutMs, undefined, { signal: ended.signal }).then(
        () => child.kill('SIGKILL'),
        () => undefined,
      );
      const exit = await exited;
      ended.abort();
      await late;
      return exit;
    },
  };
}

/**
 * Longest that is waited for the pipes to close after the end, in milliseconds. The last lines of the process itself are
 * in them already; a process that it started may hold them open for ever.
 */
const LAST_LINES = 200;

async function exitOf(child: ChildProcess): Promise<Exit> {
  const ended = new Promise<Exit>((resolve) => {
    child.once('error', (error) => {
      if (child.pid === undefined) resolve({ code: null, signal: null, error: error.message });
    });
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const exit = await ended;
  await Promise.race([closed, wait(LAST_LINES, undefined, { ref: false })]);
  return exit;
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing was left.
  }
}
