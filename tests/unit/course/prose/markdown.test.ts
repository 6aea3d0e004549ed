import { expect, test } from 'vitest';
import { showMarkdown } from '#cli/lab/show/markdown.ts';
import { createPaint } from '#cli/lab/show/paint.ts';
import { staticHtml } from '#site/build/static-html.ts';
import { blocks } from '#site/elements/page/step-markdown.ts';
import { markdownCases } from './markdown-cases.ts';

const plain = createPaint(false);

test.each(markdownCases)('in a page: $name', ({ text, page }) => {
  expect(staticHtml(blocks(text))).toBe(page);
});

test.each(markdownCases)('in a terminal: $name', ({ text, terminal }) => {
  expect(showMarkdown(text, plain, 100)).toBe(terminal);
});
