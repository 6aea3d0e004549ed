import { isPair, isScalar, parseDocument, visit } from 'yaml';
import { lineAt } from '../line-of.ts';
import { linksOfText } from './links-of-text.ts';
import { lineOf, nodesOf } from './page-nodes.ts';
import type { Page } from './read-page.ts';

/** A link within the repository or the course, and where it stands. */
export interface Link {
  file: string;
  line: number;
  href: string;
}

/** The links of a page: in its prose, in its HTML and components, and as `href:` in its front matter. */
export function linksOfPage(file: string, page: Page): Link[] {
  const found: Link[] = [];
  for (const node of nodesOf(page)) {
    const line = lineOf(node);
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition')
      found.push({ file, line, href: node.url });
    if (node.type === 'html')
      for (const match of node.value.matchAll(/\bhref="([^"]+)"/g))
        found.push({ file, line: line + lineAt(node.value, match.index) - 1, href: match[1] ?? '' });
    if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement')
      for (const attribute of node.attributes)
        if (attribute.type === 'mdxJsxAttribute' && attribute.name === 'href')
          if (typeof attribute.value === 'string') found.push({ file, line, href: attribute.value });
    // The front matter begins a line below its ---.
    if (node.type === 'yaml')
      for (const link of linksOfYaml(file, node.value)) found.push({ ...link, line: link.line + line });
  }
  return found.filter(isOurs);
}

/** The links of a quiz or of a lab: in its texts, which are Markdown, and as `href:`. Commands are no texts. */
export function linksOfYaml(file: string, text: string): Link[] {
  const found: Link[] = [];
  visit(parseDocument(text), {
    Pair: (_key, { key }) => (isScalar(key) && key.value === 'run' ? visit.SKIP : undefined),
    Scalar: (key, scalar, path) => {
      const parent = path.at(-1);
      if (key === 'key' || typeof scalar.value !== 'string' || !scalar.range) return;
      const isHref = isPair(parent) && isScalar(parent.key) && parent.key.value === 'href';
      let from = scalar.range[0];
      for (const href of isHref ? [scalar.value] : linksOfText(scalar.value)) {
        // An address has no space in it, so that it stands in the file as it is in the text.
        const at = text.indexOf(isHref ? href : `(${href}`, from);
        found.push({ file, line: lineAt(text, at < 0 ? from : at), href });
        from = at < 0 ? from : at + href.length;
      }
    },
  });
  return found.filter(isOurs);
}

function isOurs({ href }: Link): boolean {
  return !/^(https?:|mailto:)/.test(href);
}
