import { lineOf, nodesOf } from './page-nodes.ts';
import type { Page } from './read-page.ts';

/** A component as a chapter uses it. */
export interface Tag {
  name: string;
  /** Attributes that are plain texts; those that are expressions are left out. */
  attributes: Record<string, string>;
  line: number;
}

/** Every use of the named components in a chapter. */
export function tagsOf(page: Page, ...names: string[]): Tag[] {
  return [...nodesOf(page)].flatMap((node) => {
    if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return [];
    if (!node.name || !names.includes(node.name)) return [];
    const texts = node.attributes.flatMap((attribute) =>
      attribute.type === 'mdxJsxAttribute' && typeof attribute.value === 'string'
        ? [[attribute.name, attribute.value] as const]
        : [],
    );
    return [{ name: node.name, attributes: Object.fromEntries(texts), line: lineOf(node) }];
  });
}
