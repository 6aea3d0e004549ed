import { join } from 'node:path';
import type { CourseTree } from '../course-tree.ts';
import { placeOf } from '../line-of.ts';
import type { CheckProblem } from '../problem.ts';
import { heldChapters } from './held-to.ts';

/** What a chapter promises is practised: each objective names the questions and steps that serve it. */
export function objectivesServed(course: CourseTree): CheckProblem[] {
  return heldChapters(course).flatMap(({ file, chapter, quiz }) => {
    if (!quiz) return [];
    const steps = course.labs
      .filter(({ id }) => chapter?.labs.includes(id))
      .flatMap(({ id, lab }) => lab?.steps.map((step) => `${id}/${step.id}`) ?? []);
    const known = [...steps, ...quiz.questions.map(({ id }) => id)];
    return (chapter?.objectives ?? []).flatMap((objective, index) => {
      const at = { file, ...placeOf(join(course.root, file), ['objectives', index]) };
      if (typeof objective === 'string')
        return [
          {
            ...at,
            what: `Nothing serves the objective “${objective}”`,
            next: 'write it as { text, by } with the ids of questions and steps',
          },
        ];
      return objective.by
        .filter((id) => !known.includes(id))
        .map((id) => ({
          ...at,
          what: `“${objective.text}” names “${id}”, which is no question of this chapter and no step of its labs`,
          next: 'correct the id; steps are written lab/step',
        }));
    });
  });
}
