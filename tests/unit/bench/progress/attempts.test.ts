import { expect, test } from 'vitest';
import { createAttempts } from '#bench/progress/attempts.ts';
import { openDatabase } from '#bench/progress/database.ts';

test('attempts are numbered for each step of a lab by itself, when they are added and when they are read', () => {
  const attempts = createAttempts(openDatabase(':memory:').database);
  const verdict = {
    status: 'fail',
    finding: 'x',
    title: '',
    observed: '',
    expected: '',
    evidence: [],
  } as const;
  const add = (lab: string, step: string, time: number) =>
    attempts.add({ lab, step, time, duration: 1, verdict: { ...verdict, evidence: [] } }).number;
  expect([add('a', 'one', 1), add('a', 'two', 2), add('b', 'one', 3), add('a', 'one', 4)]).toEqual([
    1, 1, 1, 2,
  ]);
  expect(attempts.ofLab('a').map(({ step, number }) => `${step} ${number}`)).toEqual([
    'one 2',
    'two 1',
    'one 1',
  ]);
});
