import type { AnswersProblem } from '#course/answers/read-answers.ts';
import type { Judgement } from './judgement.ts';

/** What is said of the answers to a step before its check begins, where the step has questions. */
export const ANSWERS_GIVE: readonly AnswersProblem['finding'][] = ['answer-missing', 'answers-unreadable'];

/** The judgement on answers that are not there or cannot be read: the learner's to mend, with the place in the file. */
export function judgeAnswersProblem(
  { finding, field, line, reason }: AnswersProblem,
  file: string,
): Judgement<AnswersProblem['finding']> {
  const place = line === undefined ? file : `${file}:${line}`;
  const unread = field === undefined ? reason : `${field}: ${reason}`;
  const note = finding === 'answer-missing' ? `There is no answer yet to ${reason}.` : unread;
  return {
    status: 'fail',
    finding,
    values: { place, reason, field: field ?? file },
    evidence: [{ kind: 'config', file, ...(line !== undefined && { line }), note }],
  };
}
