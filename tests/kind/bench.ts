import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { stepStart } from '#bench/workspace/module-files.ts';
import { layAnswer } from '#cli/prove/answer.ts';
import { findLabs } from '#cli/prove/find-lab.ts';
import { gradeJob } from '#cli/prove/grade-job.ts';
import { openStack, type Stack } from '#cli/prove/stack.ts';
import type { Verdict } from '#course/verdict.ts';
import { chooseRuntime } from '#runtimes/choice.ts';
import type { PartStatus } from '#runtimes/runtime.ts';
import type { OptionalPart, Part } from '#system/part-names.ts';

export const labs = resolve(import.meta.dirname, '../../labs');
export const never = new AbortController().signal;

/** A bench on the cluster that the environment names, with a state folder of its own. */
export interface Bench extends Stack {
  part(part: Part): PartStatus;
  /** Grades an answer folder of split-trace, or the start of the step when none is given. */
  grade(step: string, answer?: string): Promise<Verdict>;
  /** kubectl as the learner's terminal has it. */
  kubectl(...args: string[]): Promise<{ ok: boolean; output: string }>;
  /** kubectl as the administrator has it. */
  admin(...args: string[]): Promise<string>;
}

/** Brings it up; `learner` for a bench beside others, `needs` for parts that no lab needs. */
export async function openBench(learner?: string, needs: readonly OptionalPart[] = []): Promise<Bench> {
  const runtime = chooseRuntime({ runtime: 'kind', learner }, process.env);
  if (typeof runtime === 'string') throw new Error(runtime);
  const state = await mkdtemp(join(tmpdir(), 'spanwise-kind-'));
  const found = await findLabs(labs, 'split-trace', undefined);
  if (!found.ok) throw new Error(found.problem);
  const lab = found.labs[0]!;
  const start = await stepStart(labs, lab, 'baseline');
  const stack = await openStack({ runtime, state, needs }, start, (text) => console.log(text), never);
  const run = async (file: string, args: string[]) => {
    const env = { KUBECONFIG: join(state, 'kube', file) };
    const ended = await execa('kubectl', args, { env, reject: false, all: true, stdin: 'ignore' });
    return { ok: ended.exitCode === 0, output: ended.all };
  };
  return {
    ...stack,
    part: (part) => stack.runtime.status().find((status) => status.part === part)!,
    async grade(step, answer) {
      const begin = await stepStart(labs, lab, step);
      const laid = answer ? await layAnswer(begin, lab, join(labs, 'split-trace', answer)) : undefined;
      if (laid && !laid.ok) throw new Error(laid.problem);
      const job = { lab: lab.id, step, files: laid?.files ?? begin };
      const { verdict } = await gradeJob(labs, stack, job, () => undefined, never);
      // A test that expected another one shows one field of it only.
      if (verdict.status !== 'pass') console.log(JSON.stringify(verdict, undefined, 2));
      return verdict;
    },
    kubectl: (...args) => run('learner.yaml', args),
    async admin(...args) {
      const { ok, output } = await run('cluster.yaml', args);
      if (!ok) throw new Error(output);
      return output;
    },
    async close() {
      await stack.close();
      await rm(state, { recursive: true, force: true });
    },
  };
}

/** Waits until something is so, at most `seconds`. */
export async function eventually(what: () => boolean | Promise<boolean>, seconds: number): Promise<void> {
  const until = performance.now() + seconds * 1000;
  while (!(await what())) {
    if (performance.now() > until) throw new Error(`not so within ${seconds} s: ${what.toString()}`);
    await new Promise((go) => setTimeout(go, 200));
  }
}
