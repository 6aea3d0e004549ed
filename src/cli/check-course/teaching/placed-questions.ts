import { join } from 'node:path';
import { loadRecordings } from '#course/load/load-recordings.ts';
import { CourseError } from '#course/load/problem.ts';
import type { Question } from '#course/quiz/question.ts';
import type { ChapterFolder, CourseTree } from '../course-tree.ts';
import { placeOf } from '../line-of.ts';
import { type Tag, tagsOf } from '../page/tags.ts';
import type { CheckProblem } from '../problem.ts';
import { quizFile } from './held-to.ts';

/** Questions within a text and predictions stand where the chapter puts them, once, and what they show was recorded. */
export async function placedQuestions({ root, chapters }: CourseTree): Promise<CheckProblem[]> {
  const found = await Promise.all(
    chapters.map(async (folder) => {
      const recordings = await loadRecordings(join(root, folder.file, '..')).catch((error: unknown) => {
        // The look at recordings tells of it.
        if (error instanceof CourseError) return undefined;
        throw error;
      });
      return [
        ...tagsOf(folder.page, 'Question', 'Predict').flatMap((tag) => wrongTag(folder, tag)),
        ...(folder.quiz?.questions ?? []).flatMap((question, index) =>
          [...wrongPlace(folder, question), ...unrecorded(question, recordings)].map(({ what, next }) => ({
            file: quizFile(folder),
            ...placeOf(join(root, quizFile(folder)), ['questions', index]),
            what: `“${question.id}”: ${what}`,
            next,
          })),
        ),
      ];
    }),
  );
  return found.flat();
}

function wrongTag({ file, quiz }: ChapterFolder, { name, attributes, line }: Tag): CheckProblem[] {
  if (!quiz) return [];
  const fits = (question: Question) => tagOf(question) === name;
  const known = quiz.questions.filter(fits).map(({ id }) => id);
  if (known.includes(attributes['id'] ?? '')) return [];
  const kind = name === 'Predict' ? 'prediction (kind: observe)' : 'question with place: inline';
  const ids = known.join(', ') || 'none';
  const what = `<${name}>: quiz.yaml has no ${kind} “${attributes['id'] ?? ''}”. There: ${ids}`;
  return [{ file, line, what, next: 'correct id="…", or write the question' }];
}

type Fault = Pick<CheckProblem, 'what' | 'next'>;

function wrongPlace({ page }: ChapterFolder, question: Question): Fault[] {
  const name = tagOf(question);
  if (!name) return [];
  const all = tagsOf(page, 'Question', 'Predict', 'Step');
  const places = all.filter((tag) => tag.name === name && tag.attributes['id'] === question.id);
  if (places.length !== 1)
    return [
      {
        what: `the chapter shows it ${places.length} times`,
        next: `put <${name} id="${question.id}" /> once`,
      },
    ];
  if (question.kind !== 'observe') return [];
  const { lab, step } = question.step;
  const at = all.findIndex(({ attributes }) => attributes['lab'] === lab && attributes['step'] === step);
  if (at > all.indexOf(places[0]!)) return [];
  const what = `it is answered by step ${step} of ${lab}, which does not come after it`;
  return [{ what, next: `put <Predict> before <Step lab="${lab}" step="${step}" />` }];
}

function unrecorded(question: Question, recordings: Awaited<ReturnType<typeof loadRecordings>>): Fault[] {
  if (!('evidence' in question)) return [];
  return question.evidence.flatMap((one) => {
    if (one.kind === 'code' || one.kind === 'drawn') return [];
    const known = one.kind === 'trace' ? recordings?.traces : recordings?.outputs;
    if (known?.some(({ id }) => id === one.of)) return [];
    const what = `it shows the ${one.kind} “${one.of}”, which recordings.yaml does not have`;
    return [{ what, next: 'correct `of`, or record it' }];
  });
}

function tagOf(question: Question): 'Predict' | 'Question' | undefined {
  if (question.kind === 'observe') return 'Predict';
  return question.place === 'inline' ? 'Question' : undefined;
}
