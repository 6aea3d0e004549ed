import path from 'node:path';
import { type Course, CourseSchema } from '../course.ts';
import { parseYaml } from './parse-yaml.ts';
import { readCourseFile, shownPath } from './read-course-file.ts';

/** Reads content/course.yaml, the plan of the course. */
export async function loadCourse(contentFolder: string): Promise<Course> {
  const file = path.join(contentFolder, 'course.yaml');
  return parseYaml(await readCourseFile(file), shownPath(file), CourseSchema);
}
