import { expect, test } from 'vitest';
import { drawStates } from '#cli/prove/endure/draw-states.ts';
import type { ProvenState } from '#cli/prove/states.ts';

const state = (name: string, status: 'pass' | 'fail'): ProvenState => ({
  ...{ lab: 'lab', step: 'step', name, files: new Map(), expected: { status } },
});
const right = ['a', 'b', 'c'].map((name) => state(name, 'pass'));
const wrong = ['p', 'q', 'r', 's', 't'].map((name) => state(name, 'fail'));
const names = (times: number, seed: number) =>
  drawStates([...right, ...wrong], times, seed).map(({ name }) => name);

test('right and wrong answers take turns, as many as were asked for', () => {
  const drawn = drawStates([...right, ...wrong], 21, 7).map(({ expected }) => expected.status);
  expect(drawn).toHaveLength(21);
  expect(drawn.every((status, index) => status === (index % 2 === 0 ? 'pass' : 'fail'))).toBe(true);
});

test('none comes again before all others of its sort have been there', () => {
  const all = names(30, 7);
  const ofSort = (letters: string) => all.filter((name) => letters.includes(name)).join('');
  expect(ofSort('abc')).toMatch(/^([abc]{3}){5}$/);
  for (const round of ofSort('pqrst').match(/.{5}/g)!) expect([...round].toSorted().join('')).toBe('pqrst');
});

test('the same seed draws the same, another one does not', () => {
  expect(names(30, 7)).toEqual(names(30, 7));
  expect(names(30, 7)).not.toEqual(names(30, 8));
});

test('a lab with wrong answers only is graded all the same', () => {
  expect(drawStates(wrong, 7, 1)).toHaveLength(7);
});
