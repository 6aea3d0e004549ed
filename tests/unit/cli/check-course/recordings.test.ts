import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readCourseTree } from '#cli/check-course/course-tree.ts';
import { showProblem } from '#cli/check-course/problem.ts';
import { recordings } from '#cli/check-course/recordings.ts';
import { bookstoreStamp } from '#cli/record/bookstore-stamp.ts';

const RECORDINGS = `lab: look
requests: [{ id: one, checkout: {} }]
outputs: [{ id: say, run: "lab trace {{one.trace}}" }]
`;
const CHAPTER = 'content/chapters/01-first';

/** A course with one chapter and these files. */
async function course(files: Record<string, string>): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'spanwise-recordings-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const all = {
    'labs/bookstore/main.go': 'package main\n',
    [`${CHAPTER}/index.mdx`]: '<Recorded id="say" />\n',
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

async function problems(root: string): Promise<string[]> {
  return (await recordings(await readCourseTree(root))).map(showProblem);
}

function recorded(bookstore: string, run: string): string {
  return JSON.stringify({
    ...{ format: 1, date: '2026-11-29', bookstore, traces: [] },
    outputs: [{ id: 'say', run, output: 'said' }],
  });
}

test('what is shown and nobody recorded is told', async () => {
  const root = await course({ [`${CHAPTER}/recordings.yaml`]: RECORDINGS });
  expect(await problems(root)).toMatchInlineSnapshot(`
    [
      "content/chapters/01-first/recorded.json
      Nothing was recorded for this chapter.
      next: npm run record -- --chapter first",
    ]
  `);
});

test('a recording that the chapter does not describe is told', async () => {
  expect(await problems(await course({}))).toMatchInlineSnapshot(`
    [
      "content/chapters/01-first/index.mdx:1
      <Recorded>: recordings.yaml has no “say”
      next: add it there, then npm run record -- --chapter first",
    ]
  `);
});

test('another command, or another Bookstore, asks for another recording; the same does not', async () => {
  const root = await course({ [`${CHAPTER}/recordings.yaml`]: RECORDINGS });
  const stamp = await bookstoreStamp(join(root, 'labs'));
  const file = join(root, CHAPTER, 'recorded.json');
  writeFileSync(file, recorded(stamp, 'lab trace 4bf92f'));
  expect(await problems(root)).toEqual([]);
  writeFileSync(file, recorded('of old', 'lab logs orders'));
  expect(await problems(root)).toMatchInlineSnapshot(`
    [
      "content/chapters/01-first/recorded.json
      “say” was not recorded as it is now.
      next: npm run record -- --chapter first",
      "content/chapters/01-first/recorded.json
      It was recorded with another version of labs/bookstore.
      next: npm run record -- --chapter first",
    ]
  `);
});
