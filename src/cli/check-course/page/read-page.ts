import { type MdastNode, markdownToMdast, mdxToMdast } from 'satteri';

/** A page as the parser of the site's own build understands it. */
export type Page = MdastNode;

/** Reads a page; gives the mistake and its line where MDX cannot be read. */
export function readPage(
  file: string,
  text: string,
): { page: Page } | { page?: never; message: string; line: number } {
  try {
    return { page: file.endsWith('.mdx') ? mdxToMdast(text) : markdownToMdast(text) };
  } catch (error) {
    const [, line = '1', message] = /^(\d+):\d+: ([\s\S]*)$/.exec((error as Error).message) ?? [];
    return {
      message: (message ?? (error as Error).message).replace(/ \([\w-]+:[\w-]+\)$/, ''),
      line: Number(line),
    };
  }
}
