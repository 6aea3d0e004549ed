import type { Step } from '#course/lab.ts';
import { setupAt } from '#course/setup-of.ts';
import type { Verdict } from '#course/verdict.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import type { LabGrading } from '../labs/load-grading.ts';
import type { OpenLab } from '../labs/open-labs.ts';
import { checkAnswered } from './check-answered.ts';
import { traceCheck } from './check-trace.ts';
import { fillVerdict } from './fill-verdict.ts';

interface Grading {
  grading: LabGrading;
  open: OpenLab;
  step: Step;
  runtime: Runtime;
  /** When the learner began the step, in milliseconds since the Unix epoch. */
  since: number;
  progress: (phase: string) => void;
  signal: AbortSignal;
}

/** Runs a step's check on the learner's workspace and gives its verdict in words. Throws on a defect of the check. */
export async function gradeStep({
  grading,
  open,
  step,
  runtime,
  since,
  progress,
  signal,
}: Grading): Promise<Verdict> {
  const { checks, findings } = grading;
  const check = checks[step.id];
  if (!check)
    throw new Error(
      `labs/${open.lab.id}/checks.ts has no check “${step.id}”; its checks are ${Object.keys(checks).join(', ')}`,
    );
  const trace = traceCheck(open.lab.id, step.id);
  const report = (phase: string) => {
    trace.phase(phase);
    progress(phase);
  };
  const context = {
    runtime,
    workspace: open.workspace.folder,
    setup: setupAt(open.lab, step.id),
    since,
    progress: report,
    observed: trace.observed,
    signal,
  };
  const judgement = await Promise.race([checkAnswered(check, step, context), untilAborted(signal)]);
  const verdict = fillVerdict(judgement, findings, step.id);
  const checkTrace = await trace.send(runtime.endpoints().otlpHttp, verdict);
  return { ...verdict, ...(checkTrace && { checkTrace }) };
}

/** A check that does not listen to its signal must not hold the bench. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
