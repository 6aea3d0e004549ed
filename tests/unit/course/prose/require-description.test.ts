import { expect, it } from 'vitest';
import { requireDescription } from '#course/prose/require-description.ts';

it('reads both forms of a description', () => {
  expect(requireDescription('flowchart\n  accTitle: A\n  accDescr: B c', 'x')).toEqual({
    title: 'A',
    description: 'B c',
  });
  expect(
    requireDescription('flowchart\n  accTitle: A\n  accDescr {\n    B\n    c\n  }', 'x').description,
  ).toBe('B c');
});

it('tells the author what is missing, where, and how it looks', () => {
  expect(() =>
    requireDescription('flowchart\n  accTitle:\n  a --> b', 'chapter.mdx, line 7'),
  ).toThrowErrorMatchingInlineSnapshot(`
    [Error: A Mermaid diagram has no accDescr (chapter.mdx, line 7). Expected both lines after the diagram's first line, for example:
      accTitle: One checkout across four services
      accDescr: Storefront asks catalog for the book and then sends the order to orders.
    Readers who cannot see the diagram get these words instead of it.]
  `);
});
