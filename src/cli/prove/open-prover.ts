import type { ModuleFiles } from '#bench/workspace/module-files.ts';
import type { OptionalPart } from '#system/part-names.ts';
import { localProver } from './grade-job.ts';
import { connectKept } from './kept/client.ts';
import { startHost } from './kept/start-host.ts';
import type { ProveOptions } from './options.ts';
import type { Prover } from './prover.ts';
import { openStack } from './stack.ts';

interface Opening {
  labsFolder: string;
  options: Pick<ProveOptions, 'runtime' | 'state' | 'keep'>;
  start: ModuleFiles;
  /** Optional parts that the labs to grade need. */
  needs: readonly OptionalPart[];
  progress: (text: string) => void;
  signal: AbortSignal;
}

/** A stack that a call before left running, a new one to leave running, or one that ends with this call. */
export async function openProver({
  labsFolder,
  options,
  start,
  needs,
  progress,
  signal,
}: Opening): Promise<Prover> {
  const { runtime, state, keep } = options;
  const kept = await connectKept(options, keep);
  if (kept) {
    progress('using the stack that a call before left running');
    return kept;
  }
  if (keep) return startHost(options, progress, signal);
  const stack = await openStack({ runtime, ...(state && { state }), needs }, start, progress, signal);
  return localProver(labsFolder, stack);
}
