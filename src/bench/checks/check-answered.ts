import { ANSWERS_FILE } from '#course/answers/answers-file.ts';
import { isProblem } from '#course/answers/read-answers.ts';
import type { Step } from '#course/lab.ts';
import { judgeAnswersProblem } from '#grading/answers-problem.ts';
import type { Check, CheckContext } from '#grading/check.ts';
import type { Judgement } from '#grading/judgement.ts';
import { runCheck } from '#grading/run-check.ts';
import { readStepAnswers } from '../workspace/read-step-answers.ts';

/** Runs the check of a step with the learner's answers to its questions; without all of them nothing is sent. */
export async function checkAnswered(
  check: Check,
  step: Step,
  context: Omit<CheckContext, 'answers'>,
): Promise<Judgement> {
  const answers = await readStepAnswers(context.workspace, step);
  if (isProblem(answers)) return judgeAnswersProblem(answers, ANSWERS_FILE);
  return runCheck(check, { ...context, answers });
}
