import { expect, test } from 'vitest';
import { linksOfPage, linksOfYaml } from '#cli/check-course/page/links-in.ts';
import { linksOfText } from '#cli/check-course/page/links-of-text.ts';
import { fencesOf, headingIds } from '#cli/check-course/page/page-parts.ts';
import { readPage } from '#cli/check-course/page/read-page.ts';
import { tagsOf } from '#cli/check-course/page/tags.ts';
import { markdownCases } from '../../../course/prose/markdown-cases.ts';

test.each(markdownCases)(
  'the checker sees the links that page and terminal show: $name',
  ({ text, links }) => {
    expect(linksOfText(text)).toEqual(links ?? []);
  },
);

test('links of a chapter keep their lines, and what is code or a comment has none', () => {
  const text = `---
title: x
next:
  - href: /chapters/a/
---

# One \`two\` [three](/chapters/b/#c)

{/* [no](/no/) */} <a href="/chapters/d/">d</a>

<OnRuntime name="local">
Two lines,
[here](/chapters/e/) and \`[no](/no/)\`.

  \`\`\`go
  // [no](/no/)
  \`\`\`
</OnRuntime>

[f]: /chapters/f/
[out](https://example.org)
`;
  const page = readPage('index.mdx', text).page!;
  expect(linksOfPage('index.mdx', page).map(({ line, href }) => `${line} ${href}`)).toEqual([
    '4 /chapters/a/',
    '7 /chapters/b/#c',
    '9 /chapters/d/',
    '13 /chapters/e/',
    '20 /chapters/f/',
  ]);
  expect(headingIds(page)).toEqual(['one-two-three']);
  expect(fencesOf(page)).toEqual([{ language: 'go', code: '// [no](/no/)', line: 16 }]);
});

test('links of a lab keep their lines within a text of several', () => {
  const text = `title: '[a](/a/)'
text: |
  One.

  - two [b](/b/)
    and [b](/b/) again
commands:
  - run: echo "[no](/no/)"
`;
  expect(linksOfYaml('lab.yaml', text).map(({ line, href }) => `${line} ${href}`)).toEqual([
    '1 /a/',
    '5 /b/',
    '6 /b/',
  ]);
});

test('a tag is read with its texts wherever it stands, over several lines too, and not within code', () => {
  const text = 'Text <Run lab="a"\n  step=\'b > c\' count={3}/> on.\n\n```\n<Run lab="no" />\n```\n';
  expect(tagsOf(readPage('index.mdx', text).page!, 'Run')).toEqual([
    { name: 'Run', attributes: { lab: 'a', step: 'b > c' }, line: 1 },
  ]);
});

test('says what in a page cannot be read, and where', () => {
  expect(readPage('index.mdx', '# x\n\n<Step lab="a">\n')).toMatchInlineSnapshot(`
    {
      "line": 3,
      "message": "Expected a closing tag for \`<Step>\` (3:1)",
    }
  `);
  expect(readPage('index.mdx', 'a {b')).toMatchInlineSnapshot(`
    {
      "line": 1,
      "message": "Unexpected end of file in expression, expected a corresponding closing brace for \`{\`",
    }
  `);
});
