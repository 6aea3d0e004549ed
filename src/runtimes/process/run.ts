import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ChildCommand, Exit } from './child.ts';

/** A finished command: how it ended, and both outputs, line by line as they came. */
export interface Finished extends Exit {
  stdout: string;
  output: string;
}

/** The process groups of the commands that run now. */
const running = new Set<number>();

/** Ends every command that runs now, for a process that must end at once and can await nothing. */
export function killRunning(): void {
  for (const pid of running) killGroup(pid);
}

interface Hooks {
  /** Called with each line of the error output. */
  onLine?: (line: string) => void;
  onStart?: (pid: number) => void;
  /** What the command reads; nothing, unless given. */
  input?: Readable;
}

/** Runs a command to its end; abort ends its whole process group. Rejects only on abort. */
export async function run(command: ChildCommand, signal: AbortSignal, hooks: Hooks = {}): Promise<Finished> {
  signal.throwIfAborted();
  const child = spawn(command.file, command.args, {
    cwd: command.cwd,
    env: command.env,
    detached: true,
    stdio: [hooks.input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    ...command.user,
  });
  // A command that reads no further, or is not there, says why by its end.
  if (hooks.input && child.stdin) pipeline(hooks.input, child.stdin).catch(() => undefined);
  const lines: string[] = [];
  const out: string[] = [];
  createInterface({ input: child.stdout! }).on('line', (line) => {
    out.push(line);
    lines.push(line);
  });
  createInterface({ input: child.stderr! }).on('line', (line) => {
    lines.push(line);
    hooks.onLine?.(line);
  });
  const end = () => killGroup(child.pid);
  signal.addEventListener('abort', end, { once: true });
  if (child.pid !== undefined) {
    running.add(child.pid);
    if (command.background) giveWay(child.pid);
    hooks.onStart?.(child.pid);
  }
  const exit = await new Promise<Exit>((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error: error.message }));
    child.once('close', (code, ending) => resolve({ code, signal: ending }));
  });
  signal.removeEventListener('abort', end);
  if (child.pid !== undefined) running.delete(child.pid);
  signal.throwIfAborted();
  return { ...exit, stdout: out.join('\n'), output: lines.join('\n') };
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

/** The processes that it starts inherit its priority. */
function giveWay(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already.
  }
}
