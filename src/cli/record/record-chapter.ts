import { actAsLearner } from '#bench/traffic/act-as-learner.ts';
import { stepStart } from '#bench/workspace/module-files.ts';
import type { RecordedChapter } from '#course/recordings/recorded.ts';
import type { Recordings } from '#course/recordings/recordings.ts';
import { setupAt } from '#course/setup-of.ts';
import { StackFailed } from '../prove/stack.ts';
import { writeModule } from '../prove/write-module.ts';
import { runInShell } from './in-shell.ts';
import type { OpenCourse } from './open-course.ts';
import { drawnTrace } from './record-lab.ts';

interface Recording {
  course: OpenCourse;
  labsFolder: string;
  signal: AbortSignal;
}

/** Sends the requests of a chapter at the start of its lab, runs its lines, and draws the traces it wants. */
export async function recordChapter(
  { lab: id, requests, outputs, traces }: Recordings,
  { course, labsFolder, signal }: Recording,
): Promise<Pick<RecordedChapter, 'outputs' | 'traces'>> {
  const { lab, workspace } = course.lab(id);
  const [first] = lab.steps;
  await writeModule(workspace.folder, await stepStart(labsFolder, lab, first!.id));
  await course.runtime.apply(workspace.folder, setupAt(lab, first!.id), signal);
  // The span's name is asked for so that the trace is whole before anything looks at it.
  const wanted = {
    lines: outputs,
    traces: traces.map(({ id: name, of }) => ({
      ...{ id: name, traceId: `{{${of}.trace}}` },
      settled: `{{${of}.span.storefront.server.id}}`,
    })),
  };
  const filled = await actAsLearner(course.runtime, requests, JSON.stringify(wanted), signal);
  const { lines, traces: drawn } = JSON.parse(filled) as typeof wanted;
  const shell = { cwd: workspace.folder, env: course.environment(id), signal };
  return {
    outputs: await runInShell(lines, shell),
    traces: await Promise.all(
      drawn.map(async ({ id: name, traceId }) => {
        const trace = await drawnTrace(course, traceId, signal);
        if (!trace) throw new StackFailed(`Tempo has no trace ${traceId}, which “${name}” is to show.`);
        return { id: name, trace };
      }),
    ),
  };
}
