import { expect, test } from 'vitest';
import { readPage } from '#cli/check-course/page/read-page.ts';
import { drawingsOf } from '#cli/diagrams/course-diagrams.ts';
import { participantWidth } from '#cli/diagrams/look.ts';

const page = (mermaid: string) =>
  readPage('content/chapters/01-a/index.mdx', `# A\n\n\`\`\`mermaid\n${mermaid}\n\`\`\`\n`).page!;
const words = '  accTitle: The shop\n  accDescr: Orders calls the payments-worker.\n';

test('a flowchart across the page has a second drawing that runs down it', () => {
  const found = drawingsOf('content/chapters/01-a/index.mdx', page(`flowchart LR\n${words}  a --> b`));
  expect(found.map(({ file, code }) => [file, code.split('\n')[0]])).toEqual([
    ['content/chapters/01-a/diagrams/the-shop.svg', 'flowchart LR'],
    ['content/chapters/01-a/diagrams/the-shop.narrow.svg', 'flowchart TB'],
  ]);
  expect(found[0]).toMatchObject({ title: 'The shop', line: 4 });
});

test('groups that run across the page run down it in the second drawing', () => {
  const code = `flowchart LR\n${words}  subgraph one\n    direction LR\n    a --> b\n  end`;
  expect(
    drawingsOf('content/chapters/01-a/index.mdx', page(code)).map(
      ({ code: drawn }) => /direction \w+/.exec(drawn)?.[0],
    ),
  ).toEqual(['direction LR', 'direction TB']);
});

test('in a sequence a long name breaks below its hyphen', () => {
  const found = drawingsOf(
    'content/chapters/01-a/index.mdx',
    page(
      `sequenceDiagram\n${words}  participant W as payments-worker\n  participant O as pre-order\n  O->>W: go`,
    ),
  );
  expect(found.map(({ form }) => form)).toEqual(['wide', 'narrow']);
  expect(found[0]!.code).toContain('participant W as payments-<br/>worker\n  participant O as pre-order');
});

test('a sequence has as much room as its participants leave, and a second drawing where a telephone has less', () => {
  const forms = (count: number) => {
    const names = Array.from({ length: count }, (_, index) => `  participant p${index}`).join('\n');
    const code = `sequenceDiagram\n${words}${names}\n  p0->>p1: go`;
    return drawingsOf('content/chapters/01-a/index.mdx', page(code)).map(({ code: drawn, form }) => [
      form,
      participantWidth(drawn, form),
    ]);
  };
  expect(forms(3)).toEqual([
    ['wide', 112],
    ['narrow', 104],
  ]);
  expect(forms(6)).toEqual([['wide', 80]]);
  // Too many for any: they are as narrow as names allow, and the drawing is scrolled.
  expect(forms(8)).toEqual([['wide', undefined]]);
});

test('a diagram without words is left to the check that asks for them', () => {
  expect(drawingsOf('content/chapters/01-a/index.mdx', page('flowchart LR\n  a --> b'))).toEqual([]);
});
