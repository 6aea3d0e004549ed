import path from 'node:path';
import { type Topic, TopicSchema } from '../languages/topic.ts';
import { parseYaml } from './parse-yaml.ts';
import { readCourseFile, shownPath } from './read-course-file.ts';

/** Reads content/languages/<topic>.yaml. */
export async function loadTopic(contentFolder: string, topic: string): Promise<Topic> {
  const file = path.join(contentFolder, 'languages', `${topic}.yaml`);
  return parseYaml(await readCourseFile(file), shownPath(file), TopicSchema);
}
