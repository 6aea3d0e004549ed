import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadTopic } from '#course/load/load-topic.ts';
import { CourseError } from '#course/load/problem.ts';
import type { CourseTree } from '../course-tree.ts';
import { tagsOf } from '../page/tags.ts';
import { type CheckProblem, problemsOf } from '../problem.ts';

/** The tabs for other languages can be read, and chapters name tabs that exist. */
export async function languageTopics({ root, chapters }: CourseTree): Promise<CheckProblem[]> {
  const folder = join(root, 'content/languages');
  const names = existsSync(folder) ? (await readdir(folder)).filter((name) => name.endsWith('.yaml')) : [];
  const topics = names.map((name) => name.replace(/\.yaml$/, ''));
  const read = await Promise.all(
    topics.map(async (topic) => {
      try {
        await loadTopic(join(root, 'content'), topic);
        return [];
      } catch (error) {
        if (!(error instanceof CourseError)) throw error;
        return problemsOf(error, root);
      }
    }),
  );
  const lost = chapters.flatMap(({ file, page }) =>
    tagsOf(page, 'InYourLanguage').flatMap(({ attributes, line }) => {
      const topic = attributes['topic'] ?? '';
      if (topics.includes(topic)) return [];
      const what = `<InYourLanguage>: there is no topic “${topic}”. Topics: ${topics.join(', ') || 'none'}`;
      return [
        {
          file,
          line,
          what,
          next: `correct topic="…", or write content/languages/${topic || '<topic>'}.yaml`,
        },
      ];
    }),
  );
  return [...read.flat(), ...lost];
}
