import type { LabView } from '#api/lab-view.ts';
import type { Changed } from '#api/workspace-change.ts';
import type { Bench } from './server/bench.ts';
import { stepName } from './show/step-name.ts';

/** Asks the server for a change of the learner's files and says what became of them; gives the exit code. */
export async function changeWorkspace(
  bench: Bench,
  lab: LabView,
  path: string,
  { done, body = {} }: { done: string; body?: object },
): Promise<number> {
  const answer = await bench.call<Changed>('POST', path, { body });
  if (!answer.ok) return bench.fail(answer);
  bench.print(describeChange(lab, answer.body, done));
  return 0;
}

/** What was done to which files, and how to have them back. */
export function describeChange(lab: LabView, { changes, copy, current }: Changed, done: string): string {
  const files = changes.map(({ change, path }) => `  ${change.padEnd(8)}  ${path}`);
  return [
    done,
    ...(files.length > 0 ? files : ['  Your files did not have to change.']),
    ...(copy ? ['What was there before is kept: lab undo brings it back.'] : []),
    `You are at ${stepName(lab, current)}.`,
  ].join('\n');
}
