import type { CourseTree } from './course-tree.ts';
import { tagsOf } from './page/tags.ts';
import type { CheckProblem } from './problem.ts';

const FILE = 'content/glossary.yaml';

/** Terms that chapters use are in the glossary, and the glossary names chapters of the plan. */
export function terms({ chapters, course, glossary }: CourseTree): CheckProblem[] {
  if (!glossary) return [];
  const ids = glossary.terms.map(({ id }) => id);
  const used = chapters.flatMap(({ file, page }) =>
    tagsOf(page, 'Term').flatMap(({ attributes: { id = '' }, line }) =>
      ids.includes(id)
        ? []
        : [{ file, line, what: `<Term>: ${FILE} has no “${id}”`, next: 'add it there, or correct the id' }],
    ),
  );
  const planned = course?.chapters.map(({ slug }) => slug) ?? [];
  const lost = glossary.terms.flatMap(({ id, chapter }) =>
    chapter === undefined || !course || planned.includes(chapter)
      ? []
      : [
          {
            file: FILE,
            what: `“${id}” names the chapter “${chapter}”, which content/course.yaml does not have`,
            next: `name one of ${planned.join(', ')}`,
          },
        ],
  );
  return [...used, ...lost];
}
