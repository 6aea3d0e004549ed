import { expect, test } from 'vitest';
import { groupTerminals } from '#site/elements/terminal/terminal-tab-list.ts';

const terminal = (id: string, lab?: string) => ({
  id,
  name: id,
  exited: false,
  outdated: [],
  ...(lab && { lab }),
});
const all = [
  terminal('a', 'read-a-trace'),
  terminal('b', 'traceparent-by-hand'),
  terminal('c', 'split-trace'),
  terminal('d'),
];
function grouped(terminals: typeof all, active: string | undefined, labs: string[]) {
  const { here, others } = groupTerminals(terminals, active, labs);
  return `${here.map(({ id }) => id)} | ${others.map(({ id }) => id)}`;
}

test('terminals of other chapters stand together where there are several', () => {
  expect(grouped(all, 'c', ['split-trace'])).toBe('c,d | a,b');
  expect(grouped(all, 'c', ['instrument-catalog', 'split-trace'])).toBe('c,d | a,b');
});

test('the one that is shown keeps its tab, and a single one is not folded away', () => {
  expect(grouped(all, 'a', ['wire-the-collector'])).toBe('a,d | b,c');
  expect(grouped(all, 'a', ['split-trace'])).toBe('a,b,c,d | ');
});

test('a page without a lab shows all', () => {
  expect(grouped(all, undefined, [])).toBe('a,b,c,d | ');
});
