import { join } from 'node:path';
import type { CourseTree } from '../course-tree.ts';
import { placeOf } from '../line-of.ts';
import type { CheckProblem } from '../problem.ts';
import { heldChapters, quizFile } from './held-to.ts';

/** A right choice that is this many times as long as the longest wrong one is found without reading. */
const LIMIT = 1.2;

/** No choice gives itself away by its length. */
export function giveAways(course: CourseTree): CheckProblem[] {
  return heldChapters(course).flatMap((folder) => {
    const file = quizFile(folder);
    return (folder.quiz?.questions ?? []).flatMap((question, index) => {
      if (question.kind !== 'one' && question.kind !== 'several') return [];
      const longest = (right: boolean) =>
        Math.max(
          ...question.choices.filter((choice) => choice.right === right).map(({ text }) => shown(text)),
        );
      const [right, wrong] = [longest(true), longest(false)];
      if (right <= wrong * LIMIT) return [];
      return [
        {
          file,
          ...placeOf(join(course.root, file), ['questions', index]),
          what: `“${question.id}”: the right choice has ${right} characters, the longest wrong one ${wrong}`,
          next: 'shorten the right one, or say more of a wrong one',
        },
      ];
    });
  });
}

// Marks of Markdown are not seen.
function shown(text: string): number {
  return text.replaceAll(/[`*]/g, '').length;
}
