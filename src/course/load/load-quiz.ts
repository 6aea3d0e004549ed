import path from 'node:path';
import { type Quiz, QuizSchema } from '../quiz/quiz.ts';
import { parseYaml } from './parse-yaml.ts';
import { readCourseFile, shownPath } from './read-course-file.ts';

/** Reads quiz.yaml of a chapter's folder. */
export async function loadQuiz(chapterFolder: string): Promise<Quiz> {
  const file = path.join(chapterFolder, 'quiz.yaml');
  return parseYaml(await readCourseFile(file), shownPath(file), QuizSchema);
}
