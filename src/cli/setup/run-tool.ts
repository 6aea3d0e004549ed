import { execa } from 'execa';

export interface ToolRun {
  ok: boolean;
  /** Both streams together. */
  output: string;
  /** Exit code, or why there is none. */
  ending: string;
}

export interface ToolOptions {
  cwd: string;
  signal: AbortSignal;
  env?: Record<string, string>;
  /** Shows the output while it comes, besides giving it back. */
  show?: boolean;
}

/** Runs a program of ours to its end, without input. */
export async function runTool(file: string, args: readonly string[], options: ToolOptions): Promise<ToolRun> {
  const shown = options.show ? (['pipe', 'inherit'] as const) : ('pipe' as const);
  // Its output passes through a pipe, so whether there is a terminal to colour for is known only here.
  const colour: Record<string, string> =
    options.show && process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1', FORCE_COLOR: '0' };
  const result = await execa(file, args, {
    cwd: options.cwd,
    env: { ...colour, ...options.env },
    cancelSignal: options.signal,
    forceKillAfterDelay: 10_000,
    stdin: 'ignore',
    stdout: shown,
    stderr: shown,
    all: true,
    reject: false,
    maxBuffer: 64 * 1024 * 1024,
  });
  const ending =
    result.signal ?? (result.exitCode === undefined ? result.shortMessage : `exit code ${result.exitCode}`);
  return { ok: !result.failed, output: result.all ?? '', ending: ending ?? 'ended' };
}
