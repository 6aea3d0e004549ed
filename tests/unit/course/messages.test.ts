import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { loadChapter } from '#course/load/load-chapter.ts';
import { loadFindings } from '#course/load/load-findings.ts';
import { loadLab } from '#course/load/load-lab.ts';
import { loadQuiz } from '#course/load/load-quiz.ts';
import { parseYaml } from '#course/load/parse-yaml.ts';
import { CourseError } from '#course/load/problem.ts';

const FIXTURES = path.resolve('tests/fixtures/course');
const lab = (id: string) => message(() => loadLab(path.join(FIXTURES, 'labs'), id));
const quiz = (name: string) => message(() => loadQuiz(path.join(FIXTURES, 'quizzes', name)));
const findings = (id: string) => message(() => loadFindings(path.join(FIXTURES, 'labs'), id));
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
        meaning   One shell command, or one for each runtime where they must differ; variables such as $STOREFRONT_URL work on both
        next      write escapes such as \\033 for the command to expand; the line goes into a terminal as it is"
  `);
});

test('commands that differ by runtime and are wrong in one of them', async () => {
  expect(await lab('runs')).toMatchInlineSnapshot(`
    "tests/fixtures/course/labs/runs/lab.yaml has 4 problems.

      tests/fixtures/course/labs/runs/lab.yaml:16:11  steps[0].commands[0].run.kind
        expected  text
        received  nothing
        meaning   The command where the bench runs on a kind cluster
        next      add this key

      tests/fixtures/course/labs/runs/lab.yaml:22:11  steps[0].commands[1].run.docker
        expected  only keys the schema knows
        received  key "docker"
        next      look for a spelling mistake or a wrong indentation; otherwise remove the key

      tests/fixtures/course/labs/runs/lab.yaml:27:17  steps[0].commands[2].run.kind
        expected  text that is not empty
        received  ""
        meaning   The command where the bench runs on a kind cluster
        next      add what is missing

      tests/fixtures/course/labs/runs/lab.yaml:30:14  steps[0].commands[3].run
        expected  text, or a mapping (keys and values)
        received  a list of 2
        meaning   One shell command, or one for each runtime where they must differ; variables such as $STOREFRONT_URL work on both
        next      use one of these forms"
  `);
});

test('parts of the stack that no runtime has', async () => {
  expect(await lab('needs')).toMatchInlineSnapshot(`
    "tests/fixtures/course/labs/needs/lab.yaml has one problem.

      tests/fixtures/course/labs/needs/lab.yaml:5:18  setup.parts[0]
        expected  "prometheus" or "jaeger" or "loki"
        received  "tempo"
        next      use one of these"
  `);
});

test('files that lead out of the Bookstore, are hidden, or come twice', async () => {
  expect(await lab('paths')).toMatchInlineSnapshot(`
    "tests/fixtures/course/labs/paths/lab.yaml has 6 problems.

      tests/fixtures/course/labs/paths/lab.yaml:5:24  setup.parts[1]
        expected  each entry once
        received  "loki"
        next      take the repeated entry out

      tests/fixtures/course/labs/paths/lab.yaml:7:5  files[0]
        expected  a path inside the Bookstore, with / between names and no name that begins with a dot
        received  "../secrets.go"
        next      write it relative to labs/bookstore, such as internal/storefront/routes.go

      tests/fixtures/course/labs/paths/lab.yaml:8:5  files[1]
        expected  a path inside the Bookstore, with / between names and no name that begins with a dot
        received  "/etc/passwd"
        next      write it relative to labs/bookstore, such as internal/storefront/routes.go

      tests/fixtures/course/labs/paths/lab.yaml:9:5  files[2]
        expected  a path inside the Bookstore, with / between names and no name that begins with a dot
        received  "internal/.hidden.go"
        next      write it relative to labs/bookstore, such as internal/storefront/routes.go

      tests/fixtures/course/labs/paths/lab.yaml:10:5  files[3]
        expected  a path inside the Bookstore, with / between names and no name that begins with a dot
        received  "internal\\\\storefront\\\\routes.go"
        next      write it relative to labs/bookstore, such as internal/storefront/routes.go

      tests/fixtures/course/labs/paths/lab.yaml:12:5  files[5]
        expected  each entry once
        received  "internal/storefront/routes.go"
        next      take the repeated entry out"
  `);
});

test('findings without a text, with a list, or with the fix in them', async () => {
  expect(await findings('findings-wrong')).toMatchInlineSnapshot(`
    "tests/fixtures/course/labs/findings-wrong/findings.yaml has 5 problems.

      tests/fixtures/course/labs/findings-wrong/findings.yaml:3:5  any.pass.expected
        expected  text
        received  nothing
        meaning   What the step asks for
        next      add this key

      tests/fixtures/course/labs/findings-wrong/findings.yaml:5:12  any.no-text
        expected  a mapping (keys and values)
        received  "nothing"
        next      change the value to this type

      tests/fixtures/course/labs/findings-wrong/findings.yaml:7:3  look
        expected  a mapping (keys and values)
        received  a list of 1
        next      change the value to this type

      tests/fixtures/course/labs/findings-wrong/findings.yaml:10:12  break.still-joined.title
        expected  text
        received  a list of 2
        meaning   The finding in plain words, at most a line
        next      change the value to this type

      tests/fixtures/course/labs/findings-wrong/findings.yaml:13:5  break.still-joined.fix
        expected  only keys the schema knows
        received  key "fix"
        next      look for a spelling mistake or a wrong indentation; otherwise remove the key"
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
        expected  one of "one", "several", "order", "number", "text", "observe"
        received  "choose"
        next      use one of these

      tests/fixtures/course/quizzes/kinds/quiz.yaml:4:5  questions[1].kind
        expected  one of "one", "several", "order", "number", "text", "observe"
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

test('a quiz that is not YAML', async () => {
  expect(await quiz('bad-yaml')).toMatchInlineSnapshot(`
    "tests/fixtures/course/quizzes/bad-yaml/quiz.yaml has one problem.

      tests/fixtures/course/quizzes/bad-yaml/quiz.yaml:5:1
        expected  YAML that can be read
        received  Missing closing "quote
        next      check the indentation and the quotes of this line and the one above it"
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

test('every wrong file of the fixtures has its message here, and none is a stack trace', async () => {
  const labs = await readdir(path.join(FIXTURES, 'labs'), { withFileTypes: true });
  const quizzes = await readdir(path.join(FIXTURES, 'quizzes'));
  const folders = labs.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const right = ['good', 'findings-wrong'];
  const texts = await Promise.all([
    ...folders.filter((name) => !right.includes(name)).map(lab),
    findings('findings-wrong'),
    ...quizzes.map(quiz),
  ]);
  const told = await readFile(import.meta.filename, 'utf8');
  for (const text of texts) {
    expect(text).not.toMatch(/^\s+at .*:\d+:\d+|ZodError|Error:/m);
    const place = /^(\S+) has /.exec(text)?.[1];
    expect(told, `${place} has no snapshot`).toContain(`"${place} has `);
  }
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
