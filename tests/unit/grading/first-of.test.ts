import { expect, test } from 'vitest';
import { diagnosis } from '#grading/diagnosis.ts';
import { firstOf } from '#grading/first-of.ts';
import type { Judgement } from '#grading/judgement.ts';

const seen = <const Id extends string>(finding: Id): Judgement<Id> => ({
  ...{ status: 'fail', finding, evidence: [] },
});
const judge = firstOf(
  [
    diagnosis(['nothing-came'], (count: number) => (count === 0 ? seen('nothing-came') : undefined)),
    diagnosis(['too-few', 'too-many'], (count: number) =>
      count === 3 ? undefined : seen(count < 3 ? 'too-few' : 'too-many'),
    ),
  ],
  (count) => ({ status: 'pass', finding: 'pass', values: { count: String(count) }, evidence: [] }),
);

test('the first diagnosis that finds something says what is seen, whatever an experiment saw', () => {
  expect([0, 1, 4].map((count) => judge(count).finding)).toEqual(['nothing-came', 'too-few', 'too-many']);
});

test('where none does, it is a pass', () => {
  expect(judge(3)).toEqual({ status: 'pass', finding: 'pass', values: { count: '3' }, evidence: [] });
});

test('it names every finding that it can give', () => {
  expect(judge.gives).toEqual(['nothing-came', 'too-few', 'too-many', 'pass']);
});
