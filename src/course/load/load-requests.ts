import { type Request, RequestsSchema } from '../answers/requests.ts';
import { parseYaml } from './parse-yaml.ts';
import { readCourseFile, shownPath } from './read-course-file.ts';

/** Reads requests.yaml of an answer folder. */
export async function loadRequests(file: string): Promise<Request[]> {
  return parseYaml(await readCourseFile(file), shownPath(file), RequestsSchema);
}
