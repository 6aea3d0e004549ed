import type { ChapterFolder, CourseTree, LabFolder } from '../course-tree.ts';

/** The chapters that content/course.yaml holds to the standard, as far as they can be read. */
export function heldChapters({ course, chapters }: CourseTree): ChapterFolder[] {
  const held = course?.chapters.filter(({ standard }) => standard === 1).map(({ slug }) => slug) ?? [];
  return chapters.filter(({ chapter }) => chapter && held.includes(chapter.slug));
}

/** The labs of those chapters. */
export function heldLabs(course: CourseTree): LabFolder[] {
  const ids = heldChapters(course).flatMap(({ chapter }) => chapter?.labs ?? []);
  return course.labs.filter(({ id }) => ids.includes(id));
}

/** A chapter’s quiz.yaml, from the top of the repository. */
export function quizFile({ name }: ChapterFolder): string {
  return `content/chapters/${name}/quiz.yaml`;
}
