import { spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { flagsOf } from '#runtimes/choice.ts';
import type { ProveOptions } from '../options.ts';
import type { Prover } from '../prover.ts';
import { proofFolder, refuseFolder, StackFailed } from '../stack.ts';
import { connectKept } from './client.ts';

/** Starts the process that keeps a stack after this one has ended, and connects to it. */
export async function startHost(
  { runtime, state }: Pick<ProveOptions, 'runtime' | 'state'>,
  progress: (text: string) => void,
  signal: AbortSignal,
): Promise<Prover> {
  const folder = resolve(proofFolder(state));
  await refuseFolder(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const log = join(folder, 'kept.log');
  const output = openSync(log, 'w', 0o600);
  const args = ['--host', ...flagsOf(runtime), ...(state ? ['--state', resolve(state)] : [])];
  const host = spawn(
    process.execPath,
    [resolve(import.meta.dirname, '../../../../scripts/prove.ts'), ...args],
    {
      detached: true,
      stdio: ['ignore', output, output],
      cwd: '/',
    },
  );
  let ended = false;
  host.once('exit', () => {
    ended = true;
  });
  host.unref();
  progress('starting a stack that stays (end it with --stop; it ends itself after 30 idle minutes)');
  for (;;) {
    const prover = await connectKept({ runtime, state }, true);
    if (prover) return prover;
    if (ended)
      throw new StackFailed(`The process that should keep the stack ended at once. Its output is in ${log}`);
    await wait(100, undefined, { signal });
  }
}
