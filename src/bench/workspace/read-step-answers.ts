import type { StepAnswers } from '#course/answers/answer.ts';
import { ANSWERS_FILE } from '#course/answers/answers-file.ts';
import { type AnswersProblem, readAnswers } from '#course/answers/read-answers.ts';
import type { Step } from '#course/lab.ts';
import { NotAFile, readInside } from './read-inside.ts';

/** Reads what the learner answered to the questions of a step; nothing for a step that has none. */
export async function readStepAnswers(
  workspace: string,
  { id, answers = [] }: Pick<Step, 'id'> & Partial<Pick<Step, 'answers'>>,
): Promise<StepAnswers | AnswersProblem> {
  if (answers.length === 0) return {};
  try {
    return readAnswers(await readInside(workspace, ANSWERS_FILE), id, answers);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!(error instanceof NotAFile) && code !== 'EACCES') throw error;
    return { finding: 'answers-unreadable', reason: message };
  }
}
