import type { StepAnswers } from '#course/answers/answer.ts';
import { ANSWERS_FILE } from '#course/answers/answers-file.ts';
import { type AnswersProblem, readAnswers } from '#course/answers/read-answers.ts';
import type { Step } from '#course/lab.ts';
import { readInside } from './read-inside.ts';

/** Reads what the learner answered to the questions of a step; nothing for a step that has none. */
export async function readStepAnswers(
  workspace: string,
  { id, answers = [] }: Pick<Step, 'id'> & Partial<Pick<Step, 'answers'>>,
): Promise<StepAnswers | AnswersProblem> {
  if (answers.length === 0) return {};
  const { text, trouble } = await readInside(workspace, ANSWERS_FILE);
  if (text === undefined) return { finding: 'answers-unreadable', reason: trouble.words };
  return readAnswers(text, id, answers);
}
