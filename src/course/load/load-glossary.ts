import path from 'node:path';
import { type Glossary, GlossarySchema } from '../glossary.ts';
import { parseYaml } from './parse-yaml.ts';
import { readCourseFile, shownPath } from './read-course-file.ts';

/** Reads content/glossary.yaml, the terms of the course. */
export async function loadGlossary(contentFolder: string): Promise<Glossary> {
  const file = path.join(contentFolder, 'glossary.yaml');
  return parseYaml(await readCourseFile(file), shownPath(file), GlossarySchema);
}
