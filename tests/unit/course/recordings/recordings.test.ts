import { expect, test } from 'vitest';
import { parseYaml } from '#course/load/parse-yaml.ts';
import type { CourseError } from '#course/load/problem.ts';
import { RecordingsSchema } from '#course/recordings/recordings.ts';

function problem(text: string): string {
  try {
    parseYaml(text, 'recordings.yaml', RecordingsSchema);
    return 'none';
  } catch (error) {
    return (error as CourseError).message;
  }
}

test('a chapter says which requests are sent, which lines are run and which traces are drawn', () => {
  const text = 'lab: a\nrequests: [{ id: one, checkout: {} }]\ntraces: [{ id: first, of: one }]\n';
  expect(parseYaml(text, 'recordings.yaml', RecordingsSchema)).toMatchObject({
    ...{ outputs: [], traces: [{ id: 'first', of: 'one' }] },
  });
});

test('a trace of a request that is not sent is told with its place', () => {
  expect(
    problem('lab: a\nrequests: [{ id: one, checkout: {} }]\ntraces: [{ id: first, of: two }]\n'),
  ).toMatchInlineSnapshot(`
    "recordings.yaml has one problem.

      recordings.yaml:3:27  traces[0].of
        expected  the id of a request, not “two”
        received  "two"
        meaning   The request that left it
        next      name one of one"
  `);
});
