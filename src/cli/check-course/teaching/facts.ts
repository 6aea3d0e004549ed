import { join } from 'node:path';
import { loadFacts } from '#course/load/load-standard.ts';
import { CourseError } from '#course/load/problem.ts';
import type { ChapterFolder, CourseTree } from '../course-tree.ts';
import { placeOf } from '../line-of.ts';
import { headingIds } from '../page/page-parts.ts';
import { tagsOf } from '../page/tags.ts';
import { type CheckProblem, problemsOf } from '../problem.ts';
import { heldChapters } from './held-to.ts';

const FILE = 'docs/facts.yaml';

/** Every fact of a chapter that is held to the standard stands where docs/facts.yaml says. */
export async function facts(course: CourseTree): Promise<CheckProblem[]> {
  let known: Awaited<ReturnType<typeof loadFacts>>;
  try {
    known = await loadFacts(course.root);
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    return problemsOf(error, course.root);
  }
  const held = heldChapters(course);
  const plan = course.course?.chapters.map(({ slug }) => slug) ?? [];
  return known.facts.flatMap(({ says, chapter: slug, at }, index) => {
    const problem = (what: string, next: string) => [
      { file: FILE, ...placeOf(join(course.root, FILE), ['facts', index]), what, next },
    ];
    if (course.course && !plan.includes(slug))
      return problem(`“${slug}” is no chapter of the plan`, `name one of ${plan.join(', ')}`);
    const folder = held.find(({ chapter }) => chapter?.slug === slug);
    if (!folder) return [];
    if (!at)
      return problem(`“${says}” has no place in ${folder.file}`, 'write it, and add at: with its anchor');
    if (anchorsOf(folder).includes(at)) return [];
    return problem(
      `“${says}” is said to stand at ${slug}#${at}, which ${folder.file} does not have`,
      'correct at:',
    );
  });
}

function anchorsOf({ page }: ChapterFolder): string[] {
  const placed = tagsOf(page, 'Question', 'Predict', 'Step', 'InYourLanguage').map(({ name, attributes }) => {
    if (name === 'Step') return `step-${attributes['lab']}-${attributes['step']}`;
    if (name === 'InYourLanguage') return `language-${attributes['topic']}`;
    return `${name === 'Predict' ? 'prediction' : 'question'}-${attributes['id']}`;
  });
  // The whole page has this id: it stands for what comes before the first heading.
  return ['content', ...headingIds(page), ...placed];
}
