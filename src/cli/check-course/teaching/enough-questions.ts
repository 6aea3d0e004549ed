import { isKeyed } from '#course/quiz/question.ts';
import type { CourseTree } from '../course-tree.ts';
import type { CheckProblem } from '../problem.ts';
import { heldChapters, quizFile } from './held-to.ts';

/** A chapter asks enough, of enough kinds: what it asks is what is learned. */
export function enoughQuestions(course: CourseTree): CheckProblem[] {
  return heldChapters(course).flatMap((folder) => {
    if (!folder.quiz) return [];
    const { questions } = folder.quiz;
    const keyed = questions.filter(isKeyed);
    const counts: [number, number, string, string][] = [
      [keyed.length, 8, 'questions with a key', 'ask more'],
      [
        keyed.filter(({ evidence }) => evidence.length > 0).length,
        Math.ceil(keyed.length / 3),
        'questions that show evidence',
        'show a trace, log lines or code in more of them: evidence:',
      ],
      [
        keyed.filter(({ place }) => place === 'inline').length,
        3,
        'questions within the text',
        'mark some place: inline',
      ],
      [questions.length - keyed.length, 1, 'predictions', 'ask for a guess before a step: kind: observe'],
    ];
    return counts
      .filter(([has, needs]) => has < needs)
      .map(([has, needs, of, next]) => ({
        file: quizFile(folder),
        what: `${has} ${of}, at least ${needs}`,
        next,
      }));
  });
}
