import type { CourseTree } from '../course-tree.ts';
import type { CheckProblem } from '../problem.ts';
import { aMistakeForEach } from './a-mistake-for-each.ts';
import type { AnsweredLab } from './answered-lab.ts';
import { answersFit } from './answers-fit.ts';
import { enoughAlternatives } from './enough-alternatives.ts';
import { filesLand } from './files-land.ts';
import { foldersKnown } from './folders-known.ts';
import { foldersOfSteps } from './folders-of-steps.ts';
import { mistakesGiven } from './mistakes-given.ts';

type Rule = (lab: AnsweredLab, root: string) => Promise<CheckProblem[]>;

const RULES: readonly Rule[] = [
  foldersKnown,
  foldersOfSteps,
  filesLand,
  answersFit,
  enoughAlternatives,
  aMistakeForEach,
  mistakesGiven,
];

/** The folders of answers are those of steps and findings that exist, and there are enough of them to prove the check. */
export async function answers({ root, labs }: CourseTree): Promise<CheckProblem[]> {
  const readable = labs.flatMap((one) => (one.lab ? [{ ...one, lab: one.lab }] : []));
  const found = readable.flatMap((lab) => RULES.map((rule) => rule(lab, root)));
  return (await Promise.all(found)).flat();
}
