import type { MdastNode } from 'satteri';
import type { Page } from './read-page.ts';

/** Every node of a page, in the order of its text. */
export function* nodesOf(page: Page): Generator<MdastNode> {
  yield page;
  if ('children' in page) for (const child of page.children) yield* nodesOf(child as MdastNode);
}

/** The line of the page that a node begins in. */
export function lineOf({ position }: MdastNode): number {
  return position?.start.line ?? 1;
}
