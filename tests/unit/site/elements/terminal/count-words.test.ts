import { expect, it } from 'vitest';
import { countWords } from '#site/elements/terminal/count-words.ts';

it.each([
  ['', -1, 0, ''],
  ['x', -1, 0, 'Not found'],
  ['x', 0, 1, '1 of 1'],
  ['x', 2, 7, '3 of 7'],
  ['x', -1, 1000, '1000 or more'],
])('a search for %j, place %i of %i: %s', (term, index, count, words) => {
  expect(countWords(term, index, count)).toBe(words);
});
