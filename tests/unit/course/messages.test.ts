import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { loadChapter } from '#course/load-chapter.ts';
import { loadLab } from '#course/load-lab.ts';
import { loadQuiz } from '#course/load-quiz.ts';
import { parseYaml } from '#course/parse-yaml.ts';
import { CourseError } from '#course/problem.ts';

const FIXTURES = path.resolve('tests/fixtures/course');
const lab = (id: string) => message(() => loadLab(path.join(FIXTURES, 'labs'), id));
const quiz = (name: string) => message(() => loadQuiz(path.join(FIXTURES, 'quizzes', name)));
const chapter = (name: string) => message(() => loadChapter(path.join(FIXTURES, 'chapters', name)));

test('a key that is unknown or missing', async () => {
  expect(await lab('odd-keys')).toMatchInlineSnapshot(`
    "tests/fixtures/course/labs/odd-keys/lab.yaml has 3 problems.

      tests/fixtures/course/labs/odd-keys/lab.yaml:1:1  summary
        expected  text
        received  nothing
        meaning   One or two sentences
        next      add this key

      tests/fixtures/course/labs/odd-keys/lab.yaml:4:1  sumary
        expected  only keys the schema knows
        received  key "sumary"
        next      look for a spelling mistake or a wrong indentation; otherwise remove the key

      tests/fixtures/course/labs/odd-keys/lab.yaml:11:5  steps[0].hint
        expected  only keys the schema knows
        received  key "hint"
        next      look for a spelling mistake or a wrong indentation; otherwise remove the key"
  `);
});

test('values of a wrong type, form or size', async () => {
  expect(await lab('bad-values')).toMatchInlineSnapshot(`
    "tests/fixtures/course/labs/bad-values/lab.yaml has 9 problems.

      tests/fixtures/course/labs/bad-values/lab.yaml:1:5  id
        expected  lower-case letters, digits and hyphens, a letter first
        received  "Bad Values"
        meaning   The folder name
        next      rewrite the value in this form

      tests/fixtures/course/labs/bad-values/lab.yaml:2:8  title
        expected  text
        received  a list of 2
        meaning   Shown as the heading of the bench
        next      change the value to this type

      tests/fixtures/course/labs/bad-values/lab.yaml:3:10  minutes
        expected  a whole number
        received  2.5
        meaning   Usual time for all steps
        next      change the value to this type

      tests/fixtures/course/labs/bad-values/lab.yaml:4:9  summary
        expected  text
        received  an empty value
        meaning   One or two sentences
        next      change the value to this type

      tests/fixtures/course/labs/bad-values/lab.yaml:5:8  files
        expected  at least 1 entry
        received  an empty list
        meaning   Files the learner edits, relative to the Bookstore module, in tab order
        next      add what is missing

      tests/fixtures/course/labs/bad-values/lab.yaml:9:14  steps[0].minutes
        expected  a number above 0
        received  0
        meaning   Usual time to do it
        next      use a larger number

      tests/fixtures/course/labs/bad-values/lab.yaml:11:12  steps[0].edits
        expected  true or false
        received  "sometimes"
        meaning   Whether the step asks for a change of files, so that its start must fail
        next      change the value to this type

      tests/fixtures/course/labs/bad-values/lab.yaml:12:12  steps[0].hints
        expected  at most 3 entries
        received  a list of 4
        meaning   Up to three, each saying more than the last
        next      take away what is too much

      tests/fixtures/course/labs/bad-values/lab.yaml:13:5  steps[1]
        expected  a mapping (keys and values)
        received  "look again"
        next      change the value to this type"
  `);
});

test('text that is not YAML', async () => {
  expect(await lab('bad-yaml')).toMatchInlineSnapshot(`
    "tests/fixtures/course/labs/bad-yaml/lab.yaml has 2 problems.

      tests/fixtures/course/labs/bad-yaml/lab.yaml:2:8
        expected  YAML that can be read
        received  Nested mappings are not allowed in compact mappings
        next      check the indentation and the quotes of this line and the one above it

      tests/fixtures/course/labs/bad-yaml/lab.yaml:5:1
        expected  YAML that can be read
        received  Missing closing "quote
        next      check the indentation and the quotes of this line and the one above it"
  `);
});

test('ids used twice', async () => {
  expect(await lab('doubles')).toMatchInlineSnapshot(`
    "tests/fixtures/course/labs/doubles/lab.yaml has 2 problems.

      tests/fixtures/course/labs/doubles/lab.yaml:13:15  steps[0].commands[1].id
        expected  an id that no other entry of the list has
        received  "ask"
        meaning   Stable within the step
        next      rename one of the two; ids are what answers and progress are kept under

      tests/fixtures/course/labs/doubles/lab.yaml:14:9  steps[1].id
        expected  an id that no other entry of the list has
        received  "look"
        meaning   Stable within the lab
        next      rename one of the two; ids are what answers and progress are kept under"
  `);
});

test('a command that would write control characters to the terminal', async () => {
  expect(await lab('control')).toMatchInlineSnapshot(`
    "tests/fixtures/course/labs/control/lab.yaml has one problem.

      tests/fixtures/course/labs/control/lab.yaml:14:14  steps[0].commands[0].run
        expected  text without control characters other than newline and tab
        received  "printf '\\u001b[2J'"
        meaning   One shell command; variables such as $STOREFRONT_URL work on every runtime
        next      write escapes such as \\033 for the command to expand; the line goes into a terminal as it is"
  `);
});

test('a lab that is not named like its folder', async () => {
  expect(await lab('wrong-name')).toMatchInlineSnapshot(`
    "tests/fixtures/course/labs/wrong-name/lab.yaml has one problem.

      tests/fixtures/course/labs/wrong-name/lab.yaml  id
        expected  "wrong-name"
        received  "other"
        next      give the lab the name of its folder, or rename the folder"
  `);
});

test('a lab that does not exist', async () => {
  expect(await lab('nowhere')).toMatchInlineSnapshot(`
    "tests/fixtures/course/labs/nowhere/lab.yaml has one problem.

      tests/fixtures/course/labs/nowhere/lab.yaml
        expected  a file that can be read
        received  no such file
        next      create it, or correct the id that led here"
  `);
});

test('questions of an unknown kind or with wrong fields', async () => {
  expect(await quiz('kinds')).toMatchInlineSnapshot(`
    "tests/fixtures/course/quizzes/kinds/quiz.yaml has 8 problems.

      tests/fixtures/course/quizzes/kinds/quiz.yaml:2:11  questions[0].kind
        expected  one of "one", "several", "order", "number", "text"
        received  "choose"
        next      use one of these

      tests/fixtures/course/quizzes/kinds/quiz.yaml:4:5  questions[1].kind
        expected  one of "one", "several", "order", "number", "text"
        received  nothing
        next      add this key

      tests/fixtures/course/quizzes/kinds/quiz.yaml:9:13  questions[2].answer
        expected  a number
        received  "two"
        meaning   The right number
        next      change the value to this type

      tests/fixtures/course/quizzes/kinds/quiz.yaml:10:16  questions[2].tolerance
        expected  a number of at least 0
        received  -1
        meaning   How far off still counts as right
        next      use a larger number

      tests/fixtures/course/quizzes/kinds/quiz.yaml:17:7  questions[3].items
        expected  at least 3 entries
        received  a list of 2
        meaning   Items in the right order; the page shuffles them
        next      add what is missing

      tests/fixtures/course/quizzes/kinds/quiz.yaml:18:9  questions[3].items[1].because
        expected  text
        received  nothing
        meaning   Shown after answering: why this is right, or what the mistake is
        next      add this key

      tests/fixtures/course/quizzes/kinds/quiz.yaml:21:13  questions[4].prompt
        expected  text that is not empty
        received  ""
        meaning   The question; inline Markdown
        next      add what is missing

      tests/fixtures/course/quizzes/kinds/quiz.yaml:22:13  questions[4].accept
        expected  at least 1 entry
        received  an empty list
        meaning   Spellings that are right, the one to show first
        next      add what is missing"
  `);
});

test('too few questions', async () => {
  expect(await quiz('few')).toMatchInlineSnapshot(`
    "tests/fixtures/course/quizzes/few/quiz.yaml has one problem.

      tests/fixtures/course/quizzes/few/quiz.yaml:2:3  questions
        expected  at least 5 entries
        received  a list of 1
        meaning   At least five, in the order asked
        next      add what is missing"
  `);
});

test('choices that cannot be judged', async () => {
  expect(await quiz('choices')).toMatchInlineSnapshot(`
    "tests/fixtures/course/quizzes/choices/quiz.yaml has 3 problems.

      tests/fixtures/course/quizzes/choices/quiz.yaml:6:7  questions[0].choices
        expected  exactly one choice with \`right: true\`
        received  a list of 3
        meaning   Choices in the order shown
        next      mark one choice, or make the question \`kind: several\`

      tests/fixtures/course/quizzes/choices/quiz.yaml:13:7  questions[1].choices
        expected  exactly one choice with \`right: true\`
        received  a list of 3
        meaning   Choices in the order shown
        next      mark one choice, or make the question \`kind: several\`

      tests/fixtures/course/quizzes/choices/quiz.yaml:20:7  questions[2].choices
        expected  at least one choice with \`right: true\` and at least one without
        received  a list of 3
        meaning   Choices in the order shown
        next      a question that is answered by ticking everything teaches nothing: add the missing kind"
  `);
});

test('a chapter without front matter', async () => {
  expect(await chapter('03-plain')).toMatchInlineSnapshot(`
    "tests/fixtures/course/chapters/03-plain/index.mdx has one problem.

      tests/fixtures/course/chapters/03-plain/index.mdx:1:1
        expected  front matter between two lines of ---
        received  "# No front matter"
        next      begin the file with ---, the keys that src/course/chapter.ts describes, and --- again"
  `);
});

test('front matter with wrong fields, at its lines in the whole file', async () => {
  expect(await chapter('04-fields')).toMatchInlineSnapshot(`
    "tests/fixtures/course/chapters/04-fields/index.mdx has 6 problems.

      tests/fixtures/course/chapters/04-fields/index.mdx:2:9  number
        expected  a number
        received  "four"
        meaning   Place in the course; the folder name begins with it, as two digits
        next      change the value to this type

      tests/fixtures/course/chapters/04-fields/index.mdx:2:1  summary
        expected  text
        received  nothing
        meaning   One or two sentences, shown on the front page and to search engines
        next      add this key

      tests/fixtures/course/chapters/04-fields/index.mdx:5:10  minutes.do
        expected  a number
        received  nothing
        meaning   Minutes to do the labs and the quiz
        next      add this key

      tests/fixtures/course/chapters/04-fields/index.mdx:6:16  prerequisites
        expected  a list
        received  "none"
        meaning   What the reader should know first; may be empty
        next      change the value to this type

      tests/fixtures/course/chapters/04-fields/index.mdx:7:13  objectives
        expected  at least 2 entries
        received  a list of 1
        meaning   What the reader can do afterwards, each beginning with a verb
        next      add what is missing

      tests/fixtures/course/chapters/04-fields/index.mdx:10:5  next[0]
        expected  a mapping (keys and values)
        received  "Chapter 5"
        next      change the value to this type"
  `);
});

test('a chapter whose folder says something else', async () => {
  expect(await chapter('02-good')).toMatchInlineSnapshot(`
    "tests/fixtures/course/chapters/02-good/index.mdx has one problem.

      tests/fixtures/course/chapters/02-good/index.mdx  slug
        expected  a folder named 01-good, from number and slug
        received  a folder named 02-good
        next      rename the folder, or correct number and slug"
  `);
});

test('a union is told as its nearest branch, or as the forms it takes', async () => {
  const schema = z.strictObject({
    size: z.union([z.number(), z.literal('auto')]),
    link: z.union([z.string(), z.strictObject({ href: z.string() })]),
  });
  const text = 'size: big\nlink:\n  href: 5\n';
  expect(await message(async () => parseYaml(text, 'x.yaml', schema))).toMatchInlineSnapshot(`
    "x.yaml has 2 problems.

      x.yaml:1:7  size
        expected  a number, or "auto"
        received  "big"
        next      use one of these forms

      x.yaml:3:9  link.href
        expected  text
        received  5
        next      change the value to this type"
  `);
});

async function message(read: () => Promise<unknown>): Promise<string> {
  try {
    await read();
  } catch (error) {
    if (error instanceof CourseError) return error.message;
    throw error;
  }
  throw new Error('expected a CourseError, received a value');
}
