import { expect, test } from 'vitest';
import { oneSentenceALine, sentenceLines } from '#cli/house/sentence-lines.ts';

const page = `# A title. Not two

One sentence. Another one, which
goes on. \`npm start\` begins a third! **Bold.** And (one. in brackets.) ends? Yes, e.g. Here too.

- an item. With two sentences
  and a line
- [a link. With a stop](a.md) stays
  1. deeper. Still an item.

> quoted. Twice.

| a. B | c. D |
\`\`\`sh
one. Two.
\`\`\`
Version 1.2. It is new.
`;

test('every sentence of a paragraph or an item gets a line of its own; code, tables and headings stay', () => {
  expect(oneSentenceALine(page)).toMatchInlineSnapshot(`
    "# A title. Not two

    One sentence.
    Another one, which goes on.
    \`npm start\` begins a third!
    **Bold.**
    And (one. in brackets.) ends?
    Yes, e.g. Here too.

    - an item.
      With two sentences and a line
    - [a link. With a stop](a.md) stays
      1. deeper.
         Still an item.

    > quoted.
    > Twice.

    | a. B | c. D |
    \`\`\`sh
    one. Two.
    \`\`\`
    Version 1.2.
    It is new.
    "
  `);
  expect(oneSentenceALine(oneSentenceALine(page))).toBe(oneSentenceALine(page));
});

test('a page that is wrong is named with its first line and the command that mends it', () => {
  const files = {
    'docs/a.md': '# A\n\nOne. Two.\n',
    'docs/b.md': 'One.\nTwo.\n',
    'tests/c.md': 'One. Two.\n',
  };
  const tree = { root: '/r', files: Object.keys(files), text: (file: string) => files[file as 'docs/a.md'] };
  expect(sentenceLines(tree)).toMatchInlineSnapshot(`
    [
      "docs/a.md:3: more or less than one sentence in a line. npm run fix puts it right.",
    ]
  `);
});
