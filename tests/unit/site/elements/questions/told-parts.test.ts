import { expect, test } from 'vitest';
import type { MarkedAnswer } from '#course/quiz/mark-answer.ts';
import { outcomeWords, toldParts } from '#site/elements/questions/told-parts.ts';

const choices = (right: boolean): MarkedAnswer => ({
  right,
  parts: [
    { id: 'a', because: '', belongs: true },
    { id: 'b', because: '', belongs: true },
    { id: 'c', because: '', belongs: false },
  ],
});
const order = (right: boolean): MarkedAnswer => ({
  right,
  parts: ['first', 'second', 'third'].map((id, place) => ({ id, because: '', place })),
});
const told = (judged: MarkedAnswer, answer: string[]) =>
  `${[...toldParts(judged, answer)].join(' ')} | ${outcomeWords(judged, answer)}`;

test('after a wrong try only what was chosen is explained, and all after the right one', () => {
  const all = [
    told(choices(false), ['c']),
    told(choices(false), ['a', 'c']),
    told(choices(false), ['a']),
    told(choices(true), ['a', 'b']),
    told(order(false), ['first', 'third', 'second']),
    told(order(false), ['third', 'first', 'second']),
    told(order(true), ['first', 'second', 'third']),
    told({ right: false, parts: [], because: 'It is a count.' }, ['4']),
  ];
  expect(all.join('\n')).toMatchInlineSnapshot(`
    "c | ✗ Not right
    a c | ✗ Not right
    a | ✗ Not right: what you chose belongs to the answer, and something is missing
    a b c | ✓ Right
    first | ✗ Not right: 1 of 3 at the right place
     | ✗ Not right: 0 of 3 at the right place
    first second third | ✓ Right
     | ✗ Not right"
  `);
});
