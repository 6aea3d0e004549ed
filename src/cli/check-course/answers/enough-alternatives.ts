import { join } from 'node:path';
import { handsIn } from '#course/lab.ts';
import { placeOf } from '../line-of.ts';
import type { CheckProblem } from '../problem.ts';
import { type AnsweredLab, answersTo } from './answered-lab.ts';

/** Two other right answers at least, or a reason: with the solution alone, a check might judge the text it knows. */
const ENOUGH = 2;

/** A step that asks for work has enough other right answers, or says why there are few. */
export async function enoughAlternatives(lab: AnsweredLab): Promise<CheckProblem[]> {
  const all = lab.lab.steps.map(async (step, index): Promise<CheckProblem[]> => {
    const { id, fewAlternatives } = step;
    const { length: count } = await answersTo(lab, 'alternatives', id);
    const at = (key: string) => ({
      file: `labs/${lab.id}/lab.yaml`,
      ...placeOf(join(lab.folder, 'lab.yaml'), ['steps', index, key]),
    });
    if (handsIn(step) && count < ENOUGH && !fewAlternatives)
      return [
        {
          ...at('id'),
          what: `Step “${id}” has ${count} of two other right answers in alternatives/${id}/`,
          next: 'add the missing ones, so that the check is known to judge behaviour; or say in fewAlternatives why there are none',
        },
      ];
    if (fewAlternatives && count >= ENOUGH)
      return [
        {
          ...at('fewAlternatives'),
          what: `Step “${id}” says why it has few other right answers, and has ${count}`,
          next: 'remove fewAlternatives',
        },
      ];
    return [];
  });
  return (await Promise.all(all)).flat();
}
