import { fillVerdict } from '#bench/checks/fill-verdict.ts';
import { type LabGrading, loadGrading } from '#bench/labs/load-grading.ts';
import { loadLab } from '#course/load/load-lab.ts';
import { setupAt } from '#course/setup-of.ts';
import type { CheckContext } from '#grading/check.ts';
import { runCheck } from '#grading/run-check.ts';
import type { Graded, Job, Prover } from './prover.ts';
import type { Stack } from './stack.ts';
import { checkFailed, checkMissing } from './unfinished.ts';
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
  { runtime, workspace }: Stack,
  { lab, step, files }: Job,
  progress: (text: string) => void,
  signal: AbortSignal,
  observed?: CheckContext['observed'],
): Promise<Graded> {
  const grading = await loadGrading(labsFolder, lab).catch((error: unknown) => error);
  if (!isGrading(grading)) return { verdict: checkFailed(lab, step, grading), duration: 0 };
  const check = grading.checks[step];
  if (!check) return { verdict: checkMissing(lab, step), duration: 0 };
  const setup = setupAt(await loadLab(labsFolder, lab), step);
  await writeModule(workspace, files);
  // Building is not part of grading; a check that finds everything built goes straight to its probes.
  const deployed = await runtime.apply(workspace, setup, signal);
  progress(
    `built and started: ${deployed.status === 'ok' ? deployed.restarted.join(', ') || 'nothing changed' : deployed.status}`,
  );
  const began = performance.now();
  try {
    const judgement = await runCheck(check, { runtime, workspace, setup, progress, observed, signal });
    const duration = performance.now() - began;
    return { verdict: fillVerdict(judgement, grading.findings, step), duration };
  } catch (error) {
    signal.throwIfAborted();
    return { verdict: checkFailed(lab, step, error), duration: performance.now() - began };
  }
}

function isGrading(value: unknown): value is LabGrading {
  return typeof value === 'object' && value !== null && 'checks' in value && 'findings' in value;
}
