import { join } from 'node:path';
import { layOver, stepStart } from '#bench/workspace/module-files.ts';
import { traceIdsOf } from '#course/evidence-ids.ts';
import { handsIn, type Lab, type Step, type StepCommand } from '#course/lab.ts';
import type { DrawnTrace } from '#course/recordings/drawn-trace.ts';
import type { RecordedLab } from '#course/recordings/recorded.ts';
import { setupAt } from '#course/setup-of.ts';
import type { Verdict } from '#course/verdict.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { drawTrace } from '#trace-view/view.ts';
import { gradeJob } from '../prove/grade-job.ts';
import type { Job } from '../prove/prover.ts';
import { StackFailed } from '../prove/stack.ts';
import { requestsIn } from '../prove/states.ts';
import { writeModule } from '../prove/write-module.ts';
import { runInShell } from './in-shell.ts';
import type { OpenCourse } from './open-course.ts';

/** Traces of a verdict that a page draws: as many as for a learner with a bench. */
const TRACES = 3;

interface Recording {
  course: OpenCourse;
  labsFolder: string;
  say: (text: string) => void;
  signal: AbortSignal;
}

/**
 * Runs the commands of every step at its start, checks that start where it has a fault to find, then checks the step's
 * solution. Throws StackFailed where a solution does not pass.
 */
export async function recordLab(id: string, recording: Recording): Promise<RecordedLab['steps']> {
  const { lab } = recording.course.lab(id);
  const steps: RecordedLab['steps'] = [];
  for (const step of lab.steps) steps.push(await recordStep(lab, step, recording));
  return steps;
}

async function recordStep(
  lab: Lab,
  step: Step,
  { course, labsFolder, say, signal }: Recording,
): Promise<RecordedLab['steps'][number]> {
  const { runtime } = course;
  const workspace = course.lab(lab.id).workspace.folder;
  course.begin(lab.id, step.id);
  const start = await stepStart(labsFolder, lab, step.id);
  await writeModule(workspace, start);
  const applied = await runtime.apply(workspace, setupAt(lab, step.id), signal);
  if (applied.status !== 'ok')
    throw new StackFailed(`The start of ${lab.id}/${step.id} does not run: ${JSON.stringify(applied)}`);
  const shell = { cwd: workspace, env: course.environment(lab.id), signal };
  const outputs = await runInShell(step.commands.map(localLine), shell);
  const grade = async (state: Pick<Job, 'files' | 'requests'>) => {
    const job = { lab: lab.id, step: step.id, ...state };
    const { verdict } = await gradeJob(labsFolder, { runtime, workspace }, job, () => {}, signal);
    return { verdict, traces: await drawnTraces(course, verdict, signal) };
  };
  // Where a step asks for answers alone, its start only lacks them.
  const before = handsIn(step) && step.answers.length === 0 ? await grade({ files: start }) : undefined;
  const solution = join(labsFolder, lab.id, 'solution', step.id);
  const after = await grade({ files: await layOver(start, solution), ...requestsIn(solution) });
  if (after.verdict.status !== 'pass')
    throw new StackFailed(
      `The solution of ${lab.id}/${step.id} gives ${after.verdict.status}: ${after.verdict.observed}`,
    );
  say(`recorded  ${lab.id}/${step.id}: ${outputs.length} commands, ${after.verdict.title}`);
  return { id: step.id, outputs, ...(before?.verdict.status === 'fail' && { start: before }), ...after };
}

function localLine({ id, run }: StepCommand): { id: string; run: string } {
  return { id, run: typeof run === 'string' ? run : run.local };
}

async function drawnTraces(
  course: OpenCourse,
  { evidence }: Verdict,
  signal: AbortSignal,
): Promise<DrawnTrace[]> {
  const shown = traceIdsOf(evidence).slice(0, TRACES);
  const traces = await Promise.all(shown.map((traceId) => drawnTrace(course, traceId, signal)));
  // A trace that nobody recorded may be what the verdict is about.
  return traces.filter((trace) => trace !== undefined);
}

/** A trace as the page draws it; undefined where none is stored. */
export async function drawnTrace(
  { runtime }: Pick<OpenCourse, 'runtime'>,
  traceId: string,
  signal: AbortSignal,
): Promise<DrawnTrace | undefined> {
  const found = await tempoAt(runtime.endpoints().tempo).byId(traceId, signal);
  if (!found.ok) throw new StackFailed(`Tempo does not answer: ${found.problem}`);
  return found.value.length > 0 ? drawTrace(traceId, found.value) : undefined;
}
