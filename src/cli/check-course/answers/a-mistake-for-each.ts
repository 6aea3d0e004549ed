import type { CheckProblem } from '../problem.ts';
import { type AnsweredLab, answersTo } from './answered-lab.ts';

/** Every step has a mistake: a check that has never failed may not be able to. */
export async function aMistakeForEach(lab: AnsweredLab): Promise<CheckProblem[]> {
  const all = lab.lab.steps.map(async ({ id }) => ({ id, mistakes: await answersTo(lab, 'mistakes', id) }));
  return (await Promise.all(all))
    .filter(({ mistakes }) => mistakes.length === 0)
    .map(({ id }) => ({
      file: `labs/${lab.id}/mistakes/${id}`,
      what: `Step “${id}” has no mistake, so nothing shows that its check can fail`,
      next: 'add mistakes/<step>/<finding>/ with the files a learner might have written',
    }));
}
