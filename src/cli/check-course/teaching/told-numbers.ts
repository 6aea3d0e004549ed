import { join } from 'node:path';
import { numberReadings } from '#course/answers/read-number.ts';
import type { CourseTree } from '../course-tree.ts';
import { placeOf } from '../line-of.ts';
import type { CheckProblem } from '../problem.ts';
import { heldChapters, quizFile } from './held-to.ts';

/** A number in digits, or any word that ends a part of a sentence: “two” in the middle of one counts something else. */
const SAID = /\d(?:[\d.,\s]*\d)?|\b[a-z]+(?=[.,;:?]|$)/gi;

/** What is said after a wrong number does not have the right one in it: there is a button for that. */
export function toldNumbers(course: CourseTree): CheckProblem[] {
  return heldChapters(course).flatMap((folder) => {
    const file = quizFile(folder);
    return (folder.quiz?.questions ?? []).flatMap((question, index) => {
      if (question.kind !== 'number') return [];
      const isTold = (text: string) =>
        (text.match(SAID) ?? []).some((said) => numberReadings(said).includes(question.answer));
      const told = [
        ...(isTold(question.otherwise) ? [['otherwise']] : []),
        ...question.slips.flatMap(({ because }, slip) =>
          isTold(because) ? [['slips', slip, 'because']] : [],
        ),
      ];
      return told.map((path) => ({
        file,
        ...placeOf(join(course.root, file), ['questions', index, ...path]),
        what: `“${question.id}”: what is said of a wrong number names the right one, ${question.answer}`,
        next: 'give a hint, and leave the number to `because`',
      }));
    });
  });
}
