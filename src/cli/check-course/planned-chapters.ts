import type { CourseTree } from './course-tree.ts';
import { placeOf } from './line-of.ts';
import type { CheckProblem } from './problem.ts';

/** Every chapter that is written stands in content/course.yaml, at its number. */
export function plannedChapters({ root, chapters, course }: CourseTree): CheckProblem[] {
  if (!course) return [];
  const plan = course.chapters.map(({ slug }) => slug);
  return chapters.flatMap(({ file, chapter }) => {
    if (!chapter || plan[chapter.number - 1] === chapter.slug) return [];
    const planned = plan.indexOf(chapter.slug) + 1;
    const what =
      planned > 0
        ? `“${chapter.slug}” is chapter ${planned} of content/course.yaml, and ${chapter.number} here`
        : `content/course.yaml has no chapter “${chapter.slug}”. Chapters: ${plan.join(', ')}`;
    const next =
      planned > 0
        ? 'correct number and the name of the folder, or move the entry in content/course.yaml'
        : 'add it to content/course.yaml, or correct slug';
    return [{ file, ...placeOf(`${root}/${file}`, [planned > 0 ? 'number' : 'slug']), what, next }];
  });
}
