import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fillVerdict } from '#bench/fill-verdict.ts';
import { loadFindings } from '#course/load-findings.ts';
import { loadLab } from '#course/load-lab.ts';
import type { Check, CheckContext } from '#grading/check.ts';
import { runCheck } from '#grading/run-check.ts';
import type { Graded, Job, Prover } from './prover.ts';
import type { Stack } from './stack.ts';
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
  const module = pathToFileURL(join(labsFolder, lab, 'checks.ts')).href;
  const { checks } = (await import(module)) as { checks: Record<string, Check> };
  const check = checks[step];
  if (!check) throw new Error(`labs/${lab}/checks.ts has no check “${step}”`);
  const findings = await loadFindings(labsFolder, lab);
  const { needs } = await loadLab(labsFolder, lab);
  await writeModule(workspace, files);
  // Building is not part of grading; a check that finds everything built goes straight to its probes.
  const deployed = await runtime.deploy(
    ['storefront', 'catalog', 'orders', 'payments-worker'],
    workspace,
    signal,
  );
  progress(
    `built and started: ${deployed.status === 'ok' ? deployed.restarted.join(', ') || 'nothing changed' : deployed.status}`,
  );
  const began = performance.now();
  const judgement = await runCheck(check, needs, { runtime, workspace, progress, observed, signal });
  const duration = performance.now() - began;
  return { verdict: fillVerdict(judgement, findings, step), duration };
}
