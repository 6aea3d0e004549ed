import type { AnswersView } from '#api/answers-view.ts';
import type { LabView, StepView } from '#api/lab-view.ts';
import { chooseStep } from '../choose.ts';
import { EXIT } from '../exit-codes.ts';
import { nearest } from '../nearest.ts';
import { type Failure, problems } from '../server/problems.ts';
import { showAnswers } from '../show/show-answers.ts';
import type { Run } from '../subcommand.ts';

/** `lab answer`: the questions of a step with what is answered; with a question and a text, answers it. */
export const answer: Run = async ({ arguments: words }, bench) => {
  const lab = await bench.lab();
  if (!lab.ok) return bench.fail(lab);
  const asked = readWords(lab.body, words);
  if (!asked.ok) return bench.fail(asked);
  const { step, field, text } = asked;
  if (step.answers.length === 0) {
    bench.note(`Step ${step.id} has no questions. lab next shows what it asks for.`);
    return EXIT.missing;
  }
  const path = `/api/labs/${lab.body.id}/steps/${step.id}/answers`;
  const now = await bench.call<AnswersView>('GET', path);
  if (!now.ok) return bench.fail(now);
  if (now.body.problem) return bench.fail(unreadable(now.body.problem));
  const question = step.answers.find(({ id }) => id === field);
  if (!question || text === undefined) {
    bench.print(showAnswers(step, now.body, bench, question));
    bench.advise(`lab answer ${question?.id ?? '<question>'} <answer> answers one, lab check checks them.`);
    return EXIT.pass;
  }
  const body = { text, before: now.body.typed[question.id] ?? '' };
  const saved = await bench.call<AnswersView>('PUT', `${path}/${question.id}`, { body });
  if (!saved.ok) return bench.fail(saved);
  bench.print(showAnswers(step, saved.body, bench));
  return EXIT.pass;
};

interface Asked {
  ok: true;
  step: StepView;
  field?: string;
  /** The answer; all words after the question, so that nobody has to quote a header. */
  text?: string;
}

/** The step may be left out: the first word is then the question, where the step at hand has one of that name. */
function readWords(lab: LabView, words: readonly string[]): Asked | Failure {
  const here = chooseStep(lab, undefined);
  const isQuestion = (step: StepView, word: string | undefined) => step.answers.some(({ id }) => id === word);
  const [first, ...rest] = words;
  if (first === undefined || !here.ok) return here;
  if (isQuestion(here.step, first)) return { ok: true, step: here.step, field: first, ...textOf(rest) };
  const named = chooseStep(lab, first);
  if (!named.ok) {
    const known = here.step.answers.map(({ id }) => id);
    const meant = nearest(first, known);
    if (known.length === 0) return named;
    const next = `${meant ? `Did you mean ${meant}? ` : ''}The questions of step ${here.step.id} are ${known.join(', ')}.`;
    return problems.usage(`“${first}” is neither a question nor a step.`, next);
  }
  const [field, ...answer] = rest;
  if (field === undefined || isQuestion(named.step, field))
    return { ok: true, step: named.step, ...(field !== undefined && { field }), ...textOf(answer) };
  const known = named.step.answers.map(({ id }) => id).join(', ');
  return problems.usage(
    `Step ${named.step.id} has no question “${field}”.`,
    `Its questions are ${known || 'none'}.`,
  );
}

function textOf(words: readonly string[]): { text?: string } {
  return words.length > 0 ? { text: words.join(' ') } : {};
}

function unreadable({ reason, line }: NonNullable<AnswersView['problem']>): Failure {
  return {
    ok: false,
    exit: EXIT.busy,
    problem: {
      title: `answers.yaml cannot be read${line ? `, line ${line}` : ''}.`,
      detail: reason,
      next: 'Fix the file in your workspace, or put it back with lab reset answers.yaml.',
    },
  };
}
