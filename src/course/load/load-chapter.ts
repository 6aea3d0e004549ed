import path from 'node:path';
import { type Chapter, ChapterSchema } from '../chapter.ts';
import { parseYaml } from './parse-yaml.ts';
import { CourseError } from './problem.ts';
import { readCourseFile, shownPath } from './read-course-file.ts';

const OPENING = /^---\r?\n/;
const CLOSING = /\r?\n---[ \t]*(?:\r?\n|$)/;

/** Reads the front matter of a chapter's index.mdx and holds it against the name of its folder. */
export async function loadChapter(chapterFolder: string): Promise<Chapter> {
  const file = path.join(chapterFolder, 'index.mdx');
  const name = shownPath(file);
  const chapter = parseYaml(frontMatter(await readCourseFile(file), name), name, ChapterSchema, {
    linesBefore: 1,
  });
  const folder = path.basename(chapterFolder);
  const wanted = `${String(chapter.number).padStart(2, '0')}-${chapter.slug}`;
  if (folder !== wanted) {
    throw new CourseError(name, [
      {
        path: 'slug',
        expected: `a folder named ${wanted}, from number and slug`,
        received: `a folder named ${folder}`,
        next: 'rename the folder, or correct number and slug',
      },
    ]);
  }
  return chapter;
}

function frontMatter(text: string, file: string): string {
  const closing = CLOSING.exec(text);
  if (OPENING.test(text) && closing) return text.slice(text.indexOf('\n') + 1, closing.index);
  throw new CourseError(file, [
    {
      line: 1,
      column: 1,
      path: '',
      expected: 'front matter between two lines of ---',
      received: JSON.stringify(text.slice(0, text.indexOf('\n'))),
      next: 'begin the file with ---, the keys that src/course/chapter.ts describes, and --- again',
    },
  ]);
}
