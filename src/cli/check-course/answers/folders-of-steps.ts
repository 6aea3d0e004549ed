import { join } from 'node:path';
import { foldersIn } from '../course-tree.ts';
import type { CheckProblem } from '../problem.ts';
import { ANSWER_KINDS, type AnsweredLab } from './answered-lab.ts';

/** An answer to a step that does not exist would never be proved. */
export async function foldersOfSteps({ id, folder, lab }: AnsweredLab): Promise<CheckProblem[]> {
  const steps = lab.steps.map((step) => step.id);
  const all = ANSWER_KINDS.map(async (kind) =>
    (await foldersIn(join(folder, kind)))
      .filter((name) => !steps.includes(name))
      .map((name) => ({
        file: `labs/${id}/${kind}/${name}`,
        what: `“${name}” is no step. Steps: ${steps.join(', ')}`,
        next: 'rename the folder',
      })),
  );
  return (await Promise.all(all)).flat();
}
