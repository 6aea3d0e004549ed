import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type ChecksModule, importChecks } from '#bench/labs/import-checks.ts';
import type { Chapter } from '#course/chapter.ts';
import type { Course } from '#course/course.ts';
import { type Findings, FindingsSchema } from '#course/finding.ts';
import type { Glossary } from '#course/glossary.ts';
import type { Lab } from '#course/lab.ts';
import { loadChapter } from '#course/load/load-chapter.ts';
import { loadCourse } from '#course/load/load-course.ts';
import { loadGlossary } from '#course/load/load-glossary.ts';
import { loadLab } from '#course/load/load-lab.ts';
import { loadQuiz } from '#course/load/load-quiz.ts';
import { parseYaml } from '#course/load/parse-yaml.ts';
import { CourseError } from '#course/load/problem.ts';
import { readCourseFile } from '#course/load/read-course-file.ts';
import type { Quiz } from '#course/quiz/quiz.ts';
import { type Page, readPage } from './page/read-page.ts';
import { type CheckProblem, problemsOf } from './problem.ts';

/** A chapter's folder, as far as it can be read. */
export interface ChapterFolder {
  name: string;
  /** index.mdx, from the top of the repository. */
  file: string;
  /** Its text, empty where it cannot be read. */
  page: Page;
  chapter?: Chapter;
  quiz?: Quiz;
}

/** A lab's folder, as far as it can be read. */
export interface LabFolder {
  id: string;
  folder: string;
  lab?: Lab;
  findings?: Findings;
  checks?: ChecksModule;
}

/** Everything an author writes. What cannot be read is absent, and told in `problems`. */
export interface CourseTree {
  root: string;
  /** content/course.yaml */
  course?: Course;
  /** content/glossary.yaml */
  glossary?: Glossary;
  chapters: ChapterFolder[];
  labs: LabFolder[];
  /** labs/findings.yaml */
  shared?: Findings;
  problems: CheckProblem[];
}

/** Reads the whole course and goes on after every mistake. */
export async function readCourseTree(root: string): Promise<CourseTree> {
  const problems: CheckProblem[] = [];
  const attempt = async <Value>(read: Promise<Value>): Promise<Value | undefined> => {
    try {
      return await read;
    } catch (error) {
      if (!(error instanceof CourseError)) throw error;
      problems.push(...problemsOf(error, root));
      return undefined;
    }
  };
  const chapterOf = async (name: string): Promise<ChapterFolder> => {
    const folder = join(root, 'content/chapters', name);
    const file = relative(root, join(folder, 'index.mdx'));
    const chapter = await attempt(loadChapter(folder));
    const quiz = await attempt(loadQuiz(folder));
    const read = readPage(file, await readFile(join(root, file), 'utf8').catch(() => ''));
    if (!read.page) problems.push(unreadable(file, read));
    return { name, file, page: read.page ?? { type: 'root', children: [] }, chapter, quiz };
  };
  const findingsIn = (file: string) => attempt(readFindings(file));
  const labOf = async (id: string): Promise<LabFolder> => {
    const folder = join(root, 'labs', id);
    return {
      id,
      folder,
      lab: await attempt(loadLab(join(root, 'labs'), id)),
      findings: await findingsIn(join(folder, 'findings.yaml')),
      checks: await attempt(importChecks(folder)),
    };
  };
  const labs: LabFolder[] = [];
  for (const id of await foldersIn(join(root, 'labs')))
    if (existsSync(join(root, 'labs', id, 'lab.yaml'))) labs.push(await labOf(id));
  const chapters: ChapterFolder[] = [];
  for (const name of await foldersIn(join(root, 'content/chapters'))) chapters.push(await chapterOf(name));
  const course = await attempt(loadCourse(join(root, 'content')));
  const glossary = await attempt(loadGlossary(join(root, 'content')));
  const shared = await findingsIn(join(root, 'labs/findings.yaml'));
  return { root, course, glossary, chapters, labs, shared, problems };
}

/** Names of the folders in a folder, sorted; none where there is no such folder. */
export async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

function unreadable(file: string, { message, line }: { message: string; line: number }): CheckProblem {
  const next = 'correct the tag or the braces; outside of code, < and { begin a component or an expression';
  return { file, line, what: `The page cannot be read: ${message}`, next };
}

async function readFindings(file: string): Promise<Findings> {
  return parseYaml(await readCourseFile(file), file, FindingsSchema);
}
