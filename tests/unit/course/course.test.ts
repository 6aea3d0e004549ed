import path from 'node:path';
import { expect, test } from 'vitest';
import { loadCourse } from '#course/load/load-course.ts';

const PLANS = path.resolve('tests/fixtures/course/plans');
const message = (folder: string) =>
  loadCourse(path.join(PLANS, folder)).then(
    () => 'no problem',
    (error: Error) => error.message,
  );

test('the plan of this course has its language and its chapters in order', async () => {
  const { language, chapters } = await loadCourse(path.resolve('content'));
  expect(language).toBe('en');
  expect(chapters.map(({ slug }) => slug).slice(2, 4)).toEqual(['pipeline', 'instrument']);
});

test('wrong values, unknown and missing keys of a plan', async () => {
  expect(await message('wrong')).toMatchInlineSnapshot(`
    "tests/fixtures/course/plans/wrong/course.yaml has 5 problems.

      tests/fixtures/course/plans/wrong/course.yaml:1:11  language
        expected  text that matches /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/
        received  "English"
        meaning   Language of all texts, as HTML’s lang has it, such as en or pt-BR
        next      rewrite the value in this form

      tests/fixtures/course/plans/wrong/course.yaml:6:11  chapters[1].slug
        expected  lower-case letters, digits and hyphens, a letter first
        received  "Two"
        meaning   The chapter’s slug: its folder is content/chapters/<number>-<slug>, numbers count from 01
        next      rewrite the value in this form

      tests/fixtures/course/plans/wrong/course.yaml:7:12  chapters[1].title
        expected  text that is not empty
        received  ""
        meaning   Heading of the page, shown until the chapter is written
        next      add what is missing

      tests/fixtures/course/plans/wrong/course.yaml:9:5  chapters[1].number
        expected  only keys the schema knows
        received  key "number"
        next      look for a spelling mistake or a wrong indentation; otherwise remove the key

      tests/fixtures/course/plans/wrong/course.yaml:10:5  chapters[2].promise
        expected  text
        received  nothing
        meaning   What a reader will be able to do, in one sentence, shown until the chapter is written
        next      add this key"
  `);
});

test('a slug that comes twice', async () => {
  expect(await message('doubles')).toMatchInlineSnapshot(`
    "tests/fixtures/course/plans/doubles/course.yaml has one problem.

      tests/fixtures/course/plans/doubles/course.yaml:4:13  chapters[1].slug
        expected  a slug that no other chapter has
        received  "one"
        meaning   The chapter’s slug: its folder is content/chapters/<number>-<slug>, numbers count from 01
        next      rename the chapter that is not written yet; progress is kept under slugs"
  `);
});

test('a plan that is missing', async () => {
  expect(await message('none')).toMatchInlineSnapshot(`
    "tests/fixtures/course/plans/none/course.yaml has one problem.

      tests/fixtures/course/plans/none/course.yaml
        expected  a file that can be read
        received  no such file
        next      create it, or correct the id that led here"
  `);
});
