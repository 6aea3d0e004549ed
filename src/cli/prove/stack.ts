import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describeMissing } from '#bench/lifecycle/describe-missing.ts';
import type { ModuleFiles } from '#bench/workspace/module-files.ts';
import { createRuntime, type RuntimeChoice } from '#runtimes/choice.ts';
import { BenchNotUp, type Runtime } from '#runtimes/runtime.ts';
import { claimState } from '#runtimes/state/claim.ts';
import { chooseFolders } from '#runtimes/state/folders.ts';
import { StateFolderTaken } from '#runtimes/state/lock.ts';
import { ForeignFolder, refuseForeignFolder } from '#runtimes/state/own-folder.ts';
import { untilStarted } from '#runtimes/until-started.ts';
import type { OptionalPart, Part } from '#system/part-names.ts';
import { tellPhases } from './tell-phases.ts';
import { writeModule } from './write-module.ts';

/** A running bench of our own with one workspace, which is used again for every state. */
export interface Stack {
  runtime: Runtime;
  workspace: string;
  stateFolder: string;
  close(): Promise<void>;
}

/** The bench cannot be brought up on this machine; the message says what helps. */
export class StackFailed extends Error {}

/** The state folder of proofs: `--state`, or one beside those of the servers. */
export function proofFolder(state?: string, runtime: RuntimeChoice['name'] = 'local'): string {
  const name = runtime === 'local' ? 'prove' : `prove-${runtime}`;
  return state ?? join(dirname(chooseFolders({ port: 0 }).state), name);
}

/** What a stack is opened with; `needs` are the optional parts it has to run. */
interface StackOptions {
  runtime?: RuntimeChoice;
  state?: string;
  only?: boolean;
  needs?: readonly OptionalPart[];
}

/** Brings a bench up on free ports with `start` as its workspace. Throws StackFailed with the reason. */
export async function openStack(
  options: StackOptions,
  start: ModuleFiles,
  progress: (text: string) => void,
  signal: AbortSignal,
): Promise<Stack> {
  const { folders, claim } = await claimFolder(options);
  const workspace = join(folders.state, 'workspaces', 'prove');
  await mkdir(dirname(workspace), { recursive: true });
  await writeModule(workspace, start);
  const runtime = await createRuntime(options.runtime ?? { name: 'local' }, {
    folders,
    instance: claim.instance,
  });
  const close = async () => {
    await runtime.down();
    claim.release();
  };
  try {
    await bringUp(runtime, workspace, options.needs ?? [], progress, signal);
  } catch (error) {
    await close();
    throw error;
  }
  return { runtime, workspace, stateFolder: folders.state, close };
}

/** Builds and starts optional parts beside a stack that runs; does nothing for those that run. Throws StackFailed with the reason. */
export async function bringUpParts(
  runtime: Runtime,
  needs: readonly OptionalPart[],
  progress: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const isReady = (part: OptionalPart) =>
    runtime.status().some((status) => status.part === part && status.state === 'ready');
  if (needs.every(isReady)) return;
  runtime.add(needs, tellPhases(progress));
  await untilStarted(runtime, signal);
  // One that failed in an earlier call is tried again.
  for (const part of needs) if (!isReady(part)) await runtime.restart(part, signal);
  refuseUnready(runtime, (part) => needs.some((need) => need === part));
}

/** Throws StackFailed for a folder with somebody's other files in it. */
export async function refuseFolder(folder: string): Promise<void> {
  await refuseForeignFolder(folder).catch((error: unknown) => {
    if (!(error instanceof ForeignFolder)) throw error;
    throw new StackFailed(`${error.message}. Name another with --state.`);
  });
}

/** Two proofs at the same time use two folders, unless one was asked for. */
async function claimFolder({ state, only }: Pick<StackOptions, 'state' | 'only'>) {
  const wanted = proofFolder(state);
  for (let number = 1; ; number += 1) {
    const folders = chooseFolders({ port: 0, state: number === 1 ? wanted : `${wanted}-${number}` });
    try {
      await refuseFolder(folders.state);
      return { folders, claim: await claimState(folders) };
    } catch (error) {
      if (!(error instanceof StateFolderTaken)) throw error;
      if (state !== undefined || only || number >= 20)
        throw new StackFailed(
          `Process ${error.holder.pid} already uses ${folders.state}. Wait until it has ended, or name another folder: --state <dir>.`,
        );
    }
  }
}

async function bringUp(
  runtime: Runtime,
  workspace: string,
  needs: readonly OptionalPart[],
  progress: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const missing = describeMissing(await runtime.check(signal));
  if (missing) throw new StackFailed(missing);
  const report = tellPhases(progress);
  await runtime.up(workspace, report, signal, needs).catch((error: unknown) => {
    if (error instanceof BenchNotUp) throw new StackFailed(error.message);
    throw error;
  });
  await untilStarted(runtime, signal);
  refuseUnready(runtime, () => true);
}

/** Throws StackFailed where a part that is wanted is not ready. */
function refuseUnready(runtime: Runtime, isWanted: (part: Part) => boolean): void {
  const down = runtime.status().filter(({ part, state }) => isWanted(part) && state !== 'ready');
  if (down.length === 0) return;
  const lines = down.map(({ part, state, reason }) => `${part} is ${state}${reason ? `: ${reason}` : ''}`);
  throw new StackFailed(lines.join('\n'));
}
