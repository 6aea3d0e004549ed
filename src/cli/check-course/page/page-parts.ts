import { lineOf, nodesOf } from './page-nodes.ts';
import type { Page } from './read-page.ts';

/** Every fenced block: its language, its text and the line its text begins at. */
export function fencesOf(page: Page): { language: string; code: string; line: number }[] {
  return [...nodesOf(page)].flatMap((node) =>
    node.type === 'code' && node.lang
      ? [{ language: node.lang, code: node.value, line: lineOf(node) + 1 }]
      : [],
  );
}

/** The ids that a page's headings get, as GitHub and Astro make them. */
export function headingIds(page: Page): string[] {
  const seen = new Map<string, number>();
  return [...nodesOf(page)].flatMap((node) => {
    if (node.type !== 'heading') return [];
    const id = slug(wordsOf(node));
    const before = seen.get(id);
    seen.set(id, (before ?? 0) + 1);
    return before === undefined ? [id] : [`${id}-${before}`];
  });
}

function wordsOf(page: Page): string {
  return [...nodesOf(page)]
    .map((node) => (node.type === 'text' || node.type === 'inlineCode' ? node.value : ''))
    .join('');
}

function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replaceAll(' ', '-');
}
