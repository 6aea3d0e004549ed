import path from 'node:path';
import { loadCourse } from '#course/load/load-course.ts';

const course = await loadCourse(path.resolve('content'));

/** The course's chapters in reading order, as content/course.yaml plans them; which are written, the content folder alone knows. */
export const chapterPlan = course.chapters.map((chapter, index) => ({ number: index + 1, ...chapter }));

/** Language of the course, for `<html lang>`. */
export const courseLanguage = course.language;
