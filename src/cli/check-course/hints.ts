import { join } from 'node:path';
import { handsIn } from '#course/lab.ts';
import type { CourseTree } from './course-tree.ts';
import { placeOf } from './line-of.ts';
import type { CheckProblem } from './problem.ts';

/** Nobody is left alone: a step with files to change or questions to answer has hints of three levels, any other at min one. */
export function hints({ root, labs }: CourseTree): CheckProblem[] {
  return labs.flatMap(({ id, lab }) =>
    (lab?.steps ?? []).flatMap((step, index) => {
      const min = handsIn(step) ? 3 : 1;
      if (step.hints.length >= min) return [];
      const file = `labs/${id}/lab.yaml`;
      return [
        {
          file,
          ...placeOf(join(root, file), ['steps', index]),
          what: `steps[${index}]: step “${step.id}” has ${step.hints.length} of ${min} hints`,
          next:
            min === 1
              ? 'add hints: with at least one entry'
              : 'add what is missing: where to look, what it does, and the change itself',
        },
      ];
    }),
  );
}
