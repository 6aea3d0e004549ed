import { Hono } from 'hono';
import { type AnswersView, type RefusedAnswer, SaveAnswerSchema } from '#api/answers-view.ts';
import { saveAnswer, typedAnswers } from '#bench/workspace/typed-answers.ts';
import type { BenchParts } from '../bench-parts.ts';
import type { RouteContext } from '../context.ts';
import { fileProblemResponse } from '../http/file-problem.ts';
import { problemResponse } from '../http/problem-response.ts';
import { readBody } from '../http/read-body.ts';
import { findStep } from './find-lab.ts';

/** The learner's answers to the questions of a step: read, and typed one at a time. */
export function answerRoutes({
  labs,
  workspaces,
}: Pick<BenchParts, 'labs' | 'workspaces'>): Hono<RouteContext> {
  const routes = new Hono<RouteContext>();
  routes.get('/api/labs/:lab/steps/:step/answers', async (c) => {
    const found = findStep(labs, c.req.param('lab'), c.req.param('step'));
    return found instanceof Response ? found : c.json(await typedAnswers(found.open, found.step));
  });
  routes.put('/api/labs/:lab/steps/:step/answers/:field', async (c) => {
    const found = findStep(labs, c.req.param('lab'), c.req.param('step'));
    if (found instanceof Response) return found;
    const { open, step } = found;
    const field = c.req.param('field');
    if (!step.answers.some(({ id }) => id === field))
      return problemResponse(404, { title: `Step ${step.id} has no question “${field}”.` });
    const save = await readBody(c, SaveAnswerSchema);
    if (save instanceof Response) return save;
    const { saved, view } = await workspaces.between(open, () => saveAnswer(open, step, field, save));
    return saved ? c.json(view) : refusedAnswer(view);
  });
  routes.onError(fileProblemResponse);
  return routes;
}

/** A refusal with what is there now, so that a page can show both. */
function refusedAnswer(answers: AnswersView): Response {
  const { problem } = answers;
  const refused: RefusedAnswer = problem
    ? {
        title: `answers.yaml cannot be read${problem.line ? `, line ${problem.line}` : ''}, so nothing was saved.`,
        detail: problem.reason,
        next: 'Fix the file among your files, or reset it.',
        answers,
      }
    : {
        title: 'The answer has changed since you began to type, so nothing was saved.',
        next: 'Look at it again.',
        answers,
      };
  return problemResponse(409, refused);
}
