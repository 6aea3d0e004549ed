import { foldersIn } from '../course-tree.ts';
import type { CheckProblem } from '../problem.ts';
import { ANSWER_KINDS, type AnsweredLab } from './answered-lab.ts';

const KNOWN = ['start', ...ANSWER_KINDS, 'findings', 'recording'];

/** A folder with a name that nothing reads would be forgotten in silence. */
export async function foldersKnown({ id, folder }: AnsweredLab): Promise<CheckProblem[]> {
  return (await foldersIn(folder))
    .filter((name) => !KNOWN.includes(name))
    .map((name) => ({
      file: `labs/${id}/${name}`,
      what: `“${name}” is no folder of a lab`,
      next: `rename it; a lab has ${KNOWN.join(', ')}`,
    }));
}
