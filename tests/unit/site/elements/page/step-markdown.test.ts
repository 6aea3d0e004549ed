import { expect, it } from 'vitest';
import { staticHtml } from '#site/build/static-html.ts';
import { blocks, inline } from '#site/elements/page/step-markdown.ts';

// What page and terminal have in common is in tests/unit/course/prose/markdown.test.ts.
it('marks the lines of a diff', () => {
  expect(staticHtml(blocks('```diff\n-old <a>\n+new\n same\n```'))).toContain(
    '<code><del>-old &#60;a&#62;</del>\n<ins>+new</ins>\n same</code>',
  );
});

it('takes a line alone, for titles and choices, without a paragraph around it', () => {
  expect(staticHtml(inline('- take `it` out'))).toBe('- take <code>it</code> out');
});
