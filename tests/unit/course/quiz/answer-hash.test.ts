import { expect, test } from 'vitest';
import { answerHash } from '#course/quiz/answer-hash.ts';

test('the hash is fixed: answers kept by an earlier build must still be judged alike', () => {
  expect(answerHash('q', 'a=true')).toMatchInlineSnapshot(`"0a7a4eaa"`);
  expect(answerHash('', '')).toBe('050c5d1f');
});

test('the question salts the answer', () => {
  expect(answerHash('first', 'a=true')).not.toBe(answerHash('second', 'a=true'));
  expect(answerHash('ab', 'c')).not.toBe(answerHash('a', 'bc'));
});
