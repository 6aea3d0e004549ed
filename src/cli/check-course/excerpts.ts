import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ExcerptChoice, excerpt } from '#course/prose/excerpt.ts';
import type { CourseTree } from './course-tree.ts';
import { tagsOf } from './page/tags.ts';
import type { CheckProblem } from './problem.ts';

/** The lines that chapters quote are there, and only once. */
export async function excerpts({ root, chapters }: CourseTree): Promise<CheckProblem[]> {
  const problems: CheckProblem[] = [];
  for (const folder of chapters) {
    for (const { attributes, line } of tagsOf(folder.page, 'Excerpt')) {
      const { file = '', ...choice } = attributes;
      const refuse = (what: string, next: string) =>
        problems.push({ file: folder.file, line, what: `<Excerpt>: ${what}`, next });
      const source = await readFile(join(root, file), 'utf8').catch(() => undefined);
      if (source === undefined) {
        refuse(
          `there is no file ${file || '(no file="…")'}`,
          'correct file="…"; paths count from the repository’s top',
        );
        continue;
      }
      try {
        excerpt(source, choice as ExcerptChoice, file);
      } catch (error) {
        const [what = '', next = 'correct the excerpt'] = (error as Error).message.split('; ');
        refuse(what, next);
      }
    }
  }
  return problems;
}
