import { stepStart } from '#bench/workspace/module-files.ts';
import { loadLab } from '#course/load/load-lab.ts';
import { partsOf } from '#course/setup-of.ts';
import { localProver } from '../grade-job.ts';
import type { ProveOptions } from '../options.ts';
import type { Job, Prover } from '../prover.ts';
import { bringUpParts, openStack, type Stack } from '../stack.ts';

/** A stack that is brought up for the first job and stays, with the parts that jobs have needed so far. */
export interface KeptProver {
  /** The prover for a job, with the parts that its lab needs; rejects with StackFailed where they are not to be had. */
  forJob(job: Job, progress: (text: string) => void): Promise<Prover>;
  /** Whether there is a stack to keep. */
  isOpen(): boolean;
  close(): Promise<void>;
}

/** Keeps the stack of one state folder; nothing is started yet. */
export function keptProver(
  labsFolder: string,
  { runtime, state }: Pick<ProveOptions, 'runtime' | 'state'>,
  signal: AbortSignal,
): KeptProver {
  let opening: Promise<Stack> | undefined;
  return {
    async forJob(job, progress) {
      const lab = await loadLab(labsFolder, job.lab);
      const needs = partsOf(lab);
      if (opening) {
        const stack = await opening;
        await bringUpParts(stack.runtime, needs, progress, signal);
        return localProver(labsFolder, stack);
      }
      // From the start of its step, since an answer may not even compile.
      const options = { runtime, ...(state && { state }), only: true, needs };
      opening = stepStart(labsFolder, lab, job.step)
        .then((start) => openStack(options, start, progress, signal))
        .catch((error: unknown) => {
          opening = undefined;
          throw error;
        });
      return localProver(labsFolder, await opening);
    },
    isOpen: () => opening !== undefined,
    async close() {
      await (await opening?.catch(() => undefined))?.close();
    },
  };
}
