import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { filesBelow } from '#bench/workspace/files-below.ts';
import type { CourseTree } from './course-tree.ts';
import { lineAt } from './line-of.ts';
import { headingIds, proseOf } from './markdown.ts';
import type { CheckProblem } from './problem.ts';

interface Link {
  file: string;
  line: number;
  href: string;
}

/** Links within the repository’s pages and within the course lead somewhere, and so do their anchors. */
export async function links(course: CourseTree): Promise<CheckProblem[]> {
  const pages = await markdownFiles(course.root);
  const texts = new Map<string, string>();
  for (const file of pages) texts.set(file, await readFile(join(course.root, file), 'utf8'));
  const inPages = await Promise.all(
    [...texts].flatMap(([file, text]) =>
      linksIn(file, text).map((link) => judgeFile(link, course.root, texts)),
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
    yaml.map(async (file) => linksIn(file, await readFile(join(root, file), 'utf8').catch(() => ''))),
  );
  return [...chapters.flatMap(({ file, text }) => linksIn(file, text)), ...read.flat()];
}

const HREF =
  /\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)|^\s*\[[^\]]+\]:\s*(\S+)|\bhref(?:="|: *['"]?)([^'"\s]+)/gm;

function linksIn(file: string, text: string): Link[] {
  const prose = proseOf(text);
  return [...prose.matchAll(HREF)]
    .map((match) => ({ file, line: lineAt(prose, match.index), href: match[1] ?? match[2] ?? match[3]! }))
    .filter(({ href }) => !/^(https?:|mailto:)/.test(href));
}

async function judgeFile(
  { file, line, href }: Link,
  root: string,
  texts: ReadonlyMap<string, string>,
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
  const text = texts.get(target);
  if (!anchor || text === undefined) return [];
  return missingAnchor({ file, line, href }, anchor, headingIds(text), target);
}

function judgeCourse({ file, line, href }: Link, { chapters }: CourseTree): CheckProblem[] {
  const [path = '', anchor] = href.split('#');
  const here = chapters.find((chapter) => dirname(chapter.file) === dirname(file));
  const slug = /^\/chapters\/([^/]+)\/$/.exec(path)?.[1];
  const target = path === '' ? here : chapters.find(({ chapter }) => chapter && chapter.slug === slug);
  if (path === '/' || (path === '' && !here)) return [];
  if (!target) {
    const known = chapters.flatMap(({ chapter }) => (chapter ? [`/chapters/${chapter.slug}/`] : []));
    const next = path.startsWith('/')
      ? 'correct the address; pages end in /'
      : 'begin the address with /: pages of the course are linked by their whole address';
    return [
      {
        file,
        line,
        what: `The link to ${href} leads to no page of the course. Pages: /, ${known.join(', ')}`,
        next,
      },
    ];
  }
  if (!anchor) return [];
  const steps = [...target.text.matchAll(/<Step\b[^>]*>/g)].map(([tag]) => {
    const value = (name: string) => new RegExp(`\\b${name}="([^"]+)"`).exec(tag)?.[1];
    return `step-${value('lab')}-${value('step')}`;
  });
  return missingAnchor({ file, line, href }, anchor, [...headingIds(target.text), ...steps], target.file);
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
