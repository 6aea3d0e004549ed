import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { filesBelow } from '#bench/workspace/files-below.ts';
import type { CourseTree } from './course-tree.ts';
import { type Link, linksOfPage, linksOfYaml } from './page/links-in.ts';
import { headingIds } from './page/page-parts.ts';
import { type Page, readPage } from './page/read-page.ts';
import { tagsOf } from './page/tags.ts';
import type { CheckProblem } from './problem.ts';

const GLOSSARY = '/reference/glossary/';
/** Pages beside the chapters. */
const PAGES = ['/', '/search/', GLOSSARY, '/reference/findings/'];

/** Links within the repository’s pages and within the course lead somewhere, and so do their anchors. */
export async function links(course: CourseTree): Promise<CheckProblem[]> {
  const pages = new Map<string, Page>();
  for (const file of await markdownFiles(course.root)) {
    const { page } = readPage(file, await readFile(join(course.root, file), 'utf8'));
    if (page) pages.set(file, page);
  }
  const inPages = await Promise.all(
    [...pages].flatMap(([file, page]) =>
      linksOfPage(file, page).map((link) => judgeFile(link, course.root, pages)),
    ),
  );
  return [...inPages.flat(), ...(await courseLinks(course)).flatMap((link) => judgeCourse(link, course))];
}

/** The links of chapters, of their quizzes and of labs: all are shown as pages of the site. */
async function courseLinks({ root, chapters, labs }: CourseTree): Promise<Link[]> {
  const yaml = [
    ...chapters.map(({ file }) => join(dirname(file), 'quiz.yaml')),
    ...labs.map(({ id }) => `labs/${id}/lab.yaml`),
  ];
  const read = await Promise.all(
    yaml.map(async (file) => linksOfYaml(file, await readFile(join(root, file), 'utf8').catch(() => ''))),
  );
  return [...chapters.flatMap(({ file, page }) => linksOfPage(file, page)), ...read.flat()];
}

async function judgeFile(
  { file, line, href }: Link,
  root: string,
  pages: ReadonlyMap<string, Page>,
): Promise<CheckProblem[]> {
  const [path = '', anchor] = href.split('#');
  const target = path ? normalize(join(dirname(file), decodeURI(path))).replace(/\/$/, '') : file;
  const found = await stat(join(root, target)).catch(() => undefined);
  if (!found) {
    return [
      {
        file,
        line,
        what: `The link to ${href} leads to ${target}, which does not exist`,
        next: 'correct the path, or remove the link',
      },
    ];
  }
  const page = pages.get(target);
  if (!anchor || !page) return [];
  return missingAnchor({ file, line, href }, anchor, headingIds(page), target);
}

function judgeCourse({ file, line, href }: Link, { chapters, glossary }: CourseTree): CheckProblem[] {
  const [path = '', anchor] = href.split('#');
  if (path === GLOSSARY && anchor && glossary)
    return missingAnchor(
      { file, line, href },
      anchor,
      glossary.terms.map(({ id }) => id),
      'content/glossary.yaml',
    );
  const here = chapters.find((chapter) => dirname(chapter.file) === dirname(file));
  const slug = /^\/chapters\/([^/]+)\/$/.exec(path)?.[1];
  const target = path === '' ? here : chapters.find(({ chapter }) => chapter && chapter.slug === slug);
  if (PAGES.includes(path) || (path === '' && !here)) return [];
  if (!target) {
    const known = chapters.flatMap(({ chapter }) => (chapter ? [`/chapters/${chapter.slug}/`] : []));
    const next = path.startsWith('/')
      ? 'correct the address; pages end in /'
      : 'begin the address with /: pages of the course are linked by their whole address';
    return [
      {
        file,
        line,
        what: `The link to ${href} leads to no page of the course. Pages: ${[...PAGES, ...known].join(', ')}`,
        next,
      },
    ];
  }
  if (!anchor) return [];
  const steps = tagsOf(target.page, 'Step').map(({ attributes: { lab, step } }) => `step-${lab}-${step}`);
  return missingAnchor({ file, line, href }, anchor, [...headingIds(target.page), ...steps], target.file);
}

function missingAnchor(
  { file, line, href }: Link,
  anchor: string,
  ids: readonly string[],
  target: string,
): CheckProblem[] {
  if (ids.includes(anchor)) return [];
  const near = ids.filter((id) => id.includes(anchor.split('-')[0]!)).slice(0, 3);
  const hint = near.length > 0 ? `; near it: ${near.map((id) => `#${id}`).join(', ')}` : '';
  return [
    {
      file,
      line,
      what: `The link to ${href} names a heading that ${target} does not have${hint}`,
      next: 'correct the part behind #, or the heading',
    },
  ];
}

/** The pages for people in the repository: at its top, in docs and beside the code of labs. */
async function markdownFiles(root: string): Promise<string[]> {
  const top = (await readdir(root)).filter((name) => name.endsWith('.md'));
  const below = await Promise.all(
    ['docs', 'labs']
      .filter((folder) => existsSync(join(root, folder)))
      .map(async (folder) => (await filesBelow(join(root, folder))).map((path) => `${folder}/${path}`)),
  );
  return [...top, ...below.flat().filter((path) => path.endsWith('.md'))].toSorted();
}
