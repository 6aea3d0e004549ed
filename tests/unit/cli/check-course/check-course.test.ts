import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { checkCourse } from '#cli/check-course/check-course.ts';
import { plannedChapters } from '#cli/check-course/planned-chapters.ts';
import { showProblem } from '#cli/check-course/problem.ts';
import type { Chapter } from '#course/chapter.ts';

const looks = await checkCourse(resolve(import.meta.dirname, '../../../fixtures/wrong-course'));
const said = (name: string) =>
  looks
    .find((look) => look.name === name)!
    .problems.map(showProblem)
    .join('\n');

test('every look finds something in a course that has every kind of mistake', () => {
  expect(looks.filter(({ problems }) => problems.length === 0)).toEqual([]);
});

test('no message is a stack trace', () => {
  expect(looks.map(({ name }) => said(name)).join('\n')).not.toMatch(/^\s+at |node_modules|node:/m);
});

test('chapters are those of the plan', () => {
  expect(said('chapters are those of the plan')).toMatchInlineSnapshot(`
    "content/chapters/01-good/index.mdx:2:1
      “good” is chapter 2 of content/course.yaml, and 1 here
      next: correct number and the name of the folder, or move the entry in content/course.yaml"
  `);
});

test('a chapter that the plan does not have', () => {
  const chapter = { number: 1, slug: 'good' } as Chapter;
  const folder = 'content/chapters/01-good';
  const root = resolve(import.meta.dirname, '../../../fixtures/wrong-course');
  const page = { type: 'root' as const, children: [] };
  const chapters = [{ name: '01-good', file: `${folder}/index.mdx`, page, chapter }];
  const course = { language: 'en', chapters: [{ slug: 'other', title: 'Other', promise: 'Another.' }] };
  const found = plannedChapters({ root, course, chapters, labs: [], problems: [] });
  expect(found.map(showProblem).join('\n')).toMatchInlineSnapshot(`
    "content/chapters/01-good/index.mdx:3:1
      content/course.yaml has no chapter “good”. Chapters: other
      next: add it to content/course.yaml, or correct slug"
  `);
  expect(plannedChapters({ root, chapters, labs: [], problems: [] })).toEqual([]);
});

test('chapters, quizzes, labs and findings can be read', () => {
  expect(said('chapters, quizzes, labs and findings can be read')).toMatchInlineSnapshot(`
    "content/chapters/01-good/quiz.yaml:1:12
      questions: expected at least 5 entries, received an empty list
      next: add what is missing
    content/chapters/02-torn/index.mdx:1:1
      expected front matter between two lines of ---, received "No front matter."
      next: begin the file with ---, the keys that src/course/chapter.ts describes, and --- again
    content/chapters/02-torn/quiz.yaml
      expected a file that can be read, received no such file
      next: create it, or correct the id that led here
    labs/torn/checks.ts
      expected a module that can be imported, received not finished
      next: mend it; npm run verify names the line
    labs/torn/findings.yaml:3:1
      expected YAML that can be read, received Missing closing "quote
      next: check the indentation and the quotes of this line and the one above it
    labs/unread/checks.ts
      expected a file that can be read, received no such file
      next: create it, or correct the id that led here
    labs/unread/findings.yaml
      expected a file that can be read, received no such file
      next: create it, or correct the id that led here
    labs/unread/lab.yaml:1:1
      summary: expected text, received nothing
      next: add this key
    labs/unread/lab.yaml:1:1
      files: expected a list, received nothing
      next: add this key
    labs/unread/lab.yaml:1:1
      steps: expected a list, received nothing
      next: add this key
    labs/unread/lab.yaml:2:8
      title: expected text, received a list of 2
      next: change the value to this type
    labs/unread/lab.yaml:3:10
      minutes: expected a number above 0, received 0
      next: use a larger number"
  `);
});

test('steps and commands that chapters use', () => {
  expect(said('steps and commands that chapters use')).toMatchInlineSnapshot(`
    "content/chapters/01-good/index.mdx:9
      The front matter names lab “missing-lab”, which does not exist. Labs: leaky, torn, unread
      next: correct the id, or make the lab: npm run lab:new -- missing-lab
    content/chapters/01-good/index.mdx:21
      <Step>: lab “leaky” has no step “polish”. Steps: look, mend
      next: correct step="…", or the id in lab.yaml
    content/chapters/01-good/index.mdx:22
      <Step>: lab “torn” is not in the chapter’s front matter
      next: add it there: labs: [torn]
    content/chapters/01-good/index.mdx:23
      <Run>: step “look” has no command “tell”. Commands: ask
      next: correct command="…", or the id in lab.yaml
    content/chapters/01-good/index.mdx:24
      <Step>: there is no lab “no-lab”. Labs: leaky, torn, unread
      next: correct lab="…""
  `);
});

test('excerpts of code', () => {
  expect(said('excerpts of code')).toMatchInlineSnapshot(`
    "content/chapters/01-good/index.mdx:27
      <Excerpt>: labs/bookstore/internal/shop/price.go: an excerpt with declaration="Tax" needs exactly one matching line, received no line
      next: correct the excerpt
    content/chapters/01-good/index.mdx:28
      <Excerpt>: there is no file labs/bookstore/internal/shop/tax.go
      next: correct file="…"; paths count from the repository’s top"
  `);
});

test('diagrams', () => {
  expect(said('diagrams')).toMatchInlineSnapshot(`
    "content/chapters/01-good/index.mdx:31
      A Mermaid diagram has no accDescr
      next: add accTitle: and accDescr: after the diagram’s first line
    content/chapters/01-good/index.mdx:34
      Mermaid cannot read the diagram: ... A->>B: hello  B->> Expecting 'link', '+', '-', '()', 'ACTOR', got 'NEWLINE'
      next: correct that line; https://mermaid.js.org/intro/ has the syntax"
  `);
});

test('drawings of diagrams', () => {
  expect(said('drawings of diagrams')).toMatchInlineSnapshot(`
    "content/chapters/01-good/diagrams/gone.svg
      No diagram belongs to this drawing
      next: npm run diagrams
    content/chapters/01-good/index.mdx:44
      The diagram “Never drawn” is not drawn as it is now
      next: npm run diagrams
    content/chapters/01-good/index.mdx:51
      Two diagrams have the title “Never drawn”
      next: give each an accTitle of its own: the drawing’s file is named by it"
  `);
});

test('terms of the glossary', () => {
  expect(said('terms of the glossary')).toMatchInlineSnapshot(`
    "content/chapters/01-good/index.mdx:57
      <Term>: content/glossary.yaml has no “spam”
      next: add it there, or correct the id
    content/glossary.yaml
      “span” names the chapter “gone”, which content/course.yaml does not have
      next: name one of torn, good, weak"
  `);
});

test('links', () => {
  expect(said('links')).toMatchInlineSnapshot(`
    "content/chapters/01-good/index.mdx:12
      The link to /chapters/nowhere/ leads to no page of the course. Pages: /, /search/, /reference/glossary/, /reference/findings/, /chapters/good/, /chapters/weak/
      next: correct the address; pages end in /
    content/chapters/01-good/index.mdx:17
      The link to #a-heading names a heading that content/chapters/01-good/index.mdx does not have; near it: #a-heading-with-code, #step-leaky-mend, #step-leaky-polish
      next: correct the part behind #, or the heading
    content/chapters/01-good/index.mdx:18
      The link to ../good/ leads to no page of the course. Pages: /, /search/, /reference/glossary/, /reference/findings/, /chapters/good/, /chapters/weak/
      next: begin the address with /: pages of the course are linked by their whole address
    docs/page.md:3
      The link to other.md#third names a heading that docs/other.md does not have
      next: correct the part behind #, or the heading
    docs/page.md:3
      The link to gone.md leads to docs/gone.md, which does not exist
      next: correct the path, or remove the link
    labs/leaky/lab.yaml:14
      The link to /chapters/nowhere/ leads to no page of the course. Pages: /, /search/, /reference/glossary/, /reference/findings/, /chapters/good/, /chapters/weak/
      next: correct the address; pages end in /"
  `);
});

test('files of labs', () => {
  expect(said('files of labs')).toMatchInlineSnapshot(`
    "labs/leaky/lab.yaml:7:5
      files[1]: internal/shop/tax.go is neither in labs/bookstore nor in labs/leaky/start
      next: correct the path; it is relative to labs/bookstore
    labs/leaky/lab.yaml:9:3
      setup.collector: collector/collector.yaml is neither in labs/bookstore nor in labs/leaky/start
      next: correct the path; it is relative to labs/bookstore"
  `);
});

test('a check for every step', () => {
  expect(said('a check for every step')).toMatchInlineSnapshot(`
    "labs/leaky/checks.ts
      There is no check for step “look” yet
      next: write it: add “look” to judges in this file
    labs/leaky/checks.ts
      There is a check for “shine”, which is no step. Steps: look, mend
      next: correct the name here or in lab.yaml, or remove the check"
  `);
});

test('folders of answers and mistakes', () => {
  expect(said('folders of answers and mistakes')).toMatchInlineSnapshot(`
    "labs/leaky/alternatives/mended
      “mended” is no step. Steps: look, mend
      next: rename the folder
    labs/leaky/lab.yaml:19:5
      Step “mend” has 1 of two other right answers in alternatives/mend/
      next: add the missing ones, so that the check is known to judge behaviour; or say in fewAlternatives why there are none
    labs/leaky/mistakes/look
      Step “look” has no mistake, so nothing shows that its check can fail
      next: add mistakes/<step>/<finding>/ with the files a learner might have written
    labs/leaky/mistakes/mend/no-such-finding
      The check of “mend” cannot give “no-such-finding”
      next: rename the folder after a finding it gives (split-trace, orphan-parent, does-not-build, does-not-configure, does-not-start, bench-broken, checkout-fails, not-settled), or teach the check
    labs/leaky/mistakes/mend/split-trace/notes/read.me
      It has no place in the Bookstore
      next: repeat the paths of labs/bookstore
    labs/leaky/solution/mend
      It holds no file
      next: put the changed files there, at their places in the Bookstore
    labs/leaky/solutions
      “solutions” is no folder of a lab
      next: rename it; a lab has start, solution, alternatives, mistakes, findings, recording
    labs/torn/mistakes/look
      Step “look” has no mistake, so nothing shows that its check can fail
      next: add mistakes/<step>/<finding>/ with the files a learner might have written"
  `);
});

test('answers and the files they replace', () => {
  expect(said('answers and the files they replace')).toMatchInlineSnapshot(`
    "labs/leaky/made-from.yaml
      labs/bookstore/internal/shop/price.go has changed since answers were made from it: alternatives/mend/other/internal/shop/price.go
      next: npm run answers -- --lab leaky --update merges the change into them
    labs/leaky/made-from.yaml
      Nothing says which version of labs/bookstore/internal/shop/price.go answers were made from: alternatives/mended/x/internal/shop/price.go
      next: compare them with npm run answers -- --lab leaky, then npm run answers -- --lab leaky --record
    labs/leaky/made-from.yaml
      notes/read.me is not in the Bookstore any more, and answers replace it: mistakes/mend/split-trace/notes/read.me
      next: move or remove them, then npm run answers -- --lab leaky --record
    labs/leaky/made-from.yaml
      It names answers that are not there: mistakes/mend/gone/internal/shop/price.go
      next: npm run answers -- --lab leaky --record"
  `);
});

test('texts of findings', () => {
  expect(said('texts of findings')).toMatchInlineSnapshot(`
    "labs/findings.yaml:12:3
      any.nobody-gives-this: no check and no diagnosis gives this finding
      next: correct the id, or remove the text
    labs/findings.yaml:15:3
      engine.nor-does-the-engine: no check and no diagnosis gives this finding
      next: correct the id, or remove the text
    labs/leaky/findings.yaml
      There is no text for “orphan-parent”, which the check of step “mend” can give
      next: add mend: orphan-parent: with title, observed and expected
    labs/leaky/findings.yaml:6:3
      mend.client-root: no check of step “mend” gives this finding
      next: correct the id, add its diagnosis to the check, or remove the text
    labs/leaky/findings.yaml:10:1
      “polish” is no step. Steps: look, mend; any stands for all
      next: correct the name"
  `);
});

test('hints', () => {
  expect(said('hints')).toMatchInlineSnapshot(`
    "labs/leaky/lab.yaml:11:5
      steps[0]: step “look” has 0 of 1 hints
      next: add hints: with at least one entry
    labs/leaky/lab.yaml:19:5
      steps[1]: step “mend” has 1 of 3 hints
      next: add what is missing: where to look, what it does, and the change itself"
  `);
});

test('recordings of real runs', () => {
  expect(said('recordings of real runs')).toMatchInlineSnapshot(`
    "content/chapters/01-good/index.mdx:41
      <Recorded>: recordings.yaml has no “nowhere”
      next: add it there, then npm run record -- --chapter good"
  `);
});

test.for([
  'questions stand where chapters put them',
  'tabs for other languages',
  'choices that give themselves away',
  'hints that give the number',
  'enough questions of every kind',
  'objectives and what serves them',
  'findings are explained',
  'facts and where they stand',
  'plain words',
] as const)('teaching: %s', async (name) => {
  await expect(`${said(name)}\n`).toMatchFileSnapshot(
    `__snapshots__/${name.toLowerCase().replaceAll(' ', '-')}.txt`,
  );
});
