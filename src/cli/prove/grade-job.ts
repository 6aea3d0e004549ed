import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkAnswered } from '#bench/checks/check-answered.ts';
import { fillVerdict } from '#bench/checks/fill-verdict.ts';
import { type LabGrading, loadGrading } from '#bench/labs/load-grading.ts';
import { actAsLearner } from '#bench/traffic/act-as-learner.ts';
import { ANSWERS_FILE } from '#course/answers/answers-file.ts';
import { loadLab } from '#course/load/load-lab.ts';
import { loadRequests } from '#course/load/load-requests.ts';
import { setupAt } from '#course/setup-of.ts';
import type { CheckContext } from '#grading/check.ts';
import type { Graded, Job, Prover } from './prover.ts';
import type { Stack } from './stack.ts';
import { answerNotSent, checkFailed, checkMissing } from './unfinished.ts';
import { writeModule } from './write-module.ts';

/** Grades on a stack of this process. */
export function localProver(labsFolder: string, stack: Stack): Prover {
  return {
    grade: (job, progress, signal) => gradeJob(labsFolder, stack, job, progress, signal),
    close: () => stack.close(),
  };
}

/** Grades one workspace; `observed` is told what the check saw. */
export async function gradeJob(
  labsFolder: string,
  { runtime, workspace }: Pick<Stack, 'runtime' | 'workspace'>,
  { lab, step, files, requests }: Job,
  progress: (text: string) => void,
  signal: AbortSignal,
  observed?: CheckContext['observed'],
): Promise<Graded> {
  const grading = await loadGrading(labsFolder, lab).catch((error: unknown) => error);
  if (!isGrading(grading)) return { verdict: checkFailed(lab, step, grading), duration: 0 };
  const check = grading.checks[step];
  if (!check) return { verdict: checkMissing(lab, step), duration: 0 };
  const course = await loadLab(labsFolder, lab);
  const setup = setupAt(course, step);
  await writeModule(workspace, files);
  // Building is not part of grading; a check that finds everything built goes straight to its probes.
  const deployed = await runtime.apply(workspace, setup, signal);
  progress(
    `built and started: ${deployed.status === 'ok' ? deployed.restarted.join(', ') || 'nothing changed' : deployed.status}`,
  );
  let began = performance.now();
  try {
    const since = Date.now();
    if (requests) {
      const problem = await answerAsLearner({ runtime, workspace }, requests, signal).catch(caught);
      signal.throwIfAborted();
      if (problem) return { verdict: answerNotSent(lab, requests, problem), duration: 0 };
    }
    // What a learner does before the check is no part of grading either.
    began = performance.now();
    const asked = course.steps.find(({ id }) => id === step)!;
    const context = { runtime, workspace, setup, since, progress, observed, signal };
    const judgement = await checkAnswered(check, asked, context);
    const duration = performance.now() - began;
    return { verdict: fillVerdict(judgement, grading.findings, step), duration };
  } catch (error) {
    signal.throwIfAborted();
    return { verdict: checkFailed(lab, step, error), duration: performance.now() - began };
  }
}

/** Sends the requests of an answer, and types into the workspace's answers what came of them. */
async function answerAsLearner(
  { runtime, workspace }: Pick<Stack, 'runtime' | 'workspace'>,
  requests: string,
  signal: AbortSignal,
): Promise<void> {
  const file = join(workspace, ANSWERS_FILE);
  const answers = await readFile(file, 'utf8').catch(() => '');
  await writeFile(file, await actAsLearner(runtime, await loadRequests(requests), answers, signal));
}

function caught(error: unknown): unknown {
  return error;
}

function isGrading(value: unknown): value is LabGrading {
  return typeof value === 'object' && value !== null && 'checks' in value && 'findings' in value;
}
