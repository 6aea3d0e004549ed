import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isScalar, parseDocument, visit } from 'yaml';
import { loadWords } from '#course/load/load-standard.ts';
import { CourseError } from '#course/load/problem.ts';
import type { Words } from '#course/standard/words.ts';
import type { CourseTree } from '../course-tree.ts';
import { lineAt } from '../line-of.ts';
import { lineOf, nodesOf } from '../page/page-nodes.ts';
import type { Page } from '../page/read-page.ts';
import { type CheckProblem, problemsOf } from '../problem.ts';
import { heldChapters, heldLabs, quizFile } from './held-to.ts';

/** A piece of prose and the line it begins in. */
interface Piece {
  text: string;
  line: number;
}

/** Chapters and labs that are held to the standard are written in words that native readers do not stumble over. */
export async function plainWords(course: CourseTree): Promise<CheckProblem[]> {
  let words: Words;
  try {
    words = await loadWords(course.root);
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    return problemsOf(error, course.root);
  }
  const read = (file: string) =>
    existsSync(join(course.root, file)) ? piecesOfYaml(readFileSync(join(course.root, file), 'utf8')) : [];
  const chapters = heldChapters(course);
  const files = [
    ...chapters.map(quizFile),
    ...heldLabs(course).flatMap(({ id }) => [`labs/${id}/lab.yaml`, `labs/${id}/findings.yaml`]),
  ];
  return [
    ...chapters.flatMap(({ file, page }) => stumbles(file, piecesOfPage(page), words)),
    ...files.flatMap((file) => stumbles(file, read(file), words)),
  ];
}

/** The words to avoid in some pieces of prose. */
export function stumbles(file: string, pieces: readonly Piece[], { words }: Words): CheckProblem[] {
  return words.flatMap(({ avoid, better }) => {
    const phrases = avoid.map((phrase) => phrase.split(' ').map(RegExp.escape).join('\\s+'));
    const sought = new RegExp(`(?<![\\p{L}-])(?:${phrases.join('|')})(?![\\p{L}-])`, 'giu');
    return pieces.flatMap(({ text, line }) =>
      [...text.matchAll(sought)].map((match) => ({
        file,
        line: line + lineAt(text, match.index) - 1,
        what: `“${match[0].replaceAll(/\s+/g, ' ')}” is a word that readers stumble over`,
        next: `write: ${better}`,
      })),
    );
  });
}

function piecesOfPage(page: Page): Piece[] {
  return [...nodesOf(page)].flatMap((node) => {
    if (node.type === 'text') return [{ text: node.value, line: lineOf(node) }];
    // The front matter begins a line below its ---.
    if (node.type === 'yaml')
      return piecesOfYaml(node.value).map(({ text, line }) => ({ text, line: line + lineOf(node) }));
    return [];
  });
}

/** Keys whose values are ids, commands, addresses or lines of code. */
const NO_PROSE = new Set([
  'run',
  'id',
  'href',
  'kind',
  'of',
  'is',
  'by',
  'step',
  'lab',
  'labs',
  'slug',
  'evidence',
  'files',
]);

/** The texts of a quiz, of a lab or of findings, without what is code in them; the lines are those of the file. */
export function piecesOfYaml(source: string): Piece[] {
  const pieces: Piece[] = [];
  visit(parseDocument(source), {
    Pair: (_key, { key }) => (isScalar(key) && NO_PROSE.has(String(key.value)) ? visit.SKIP : undefined),
    Scalar: (key, scalar) => {
      if (key === 'key' || typeof scalar.value !== 'string' || !scalar.range) return;
      const [start, end] = scalar.range;
      const text = source.slice(start, end).replaceAll(/`[^`]*`/g, (code) => code.replaceAll(/[^\n]/g, '·'));
      pieces.push({ text, line: lineAt(source, start) });
    },
  });
  return pieces;
}
