import { expect, test } from 'vitest';
import { chooseLanguage, chosenLanguage, tabAt } from '#site/elements/languages/chosen-language.ts';

function storage(): { getItem(key: string): string | null; setItem(key: string, text: string): void } {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => void kept.set(key, text) };
}

test('the last choice is shown on every page; else the first tab', () => {
  const kept = storage();
  expect(chosenLanguage(kept, ['java', 'node'])).toBe('java');
  chooseLanguage(kept, 'node');
  expect(chosenLanguage(kept, ['java', 'node'])).toBe('node');
  expect(chosenLanguage(kept, ['java', 'python'])).toBe('java');
});

test('what is no language is no choice', () => {
  const kept = storage();
  kept.setItem('spanwise.language', 'constructor');
  expect(chosenLanguage(kept, ['java'])).toBe('java');
});

test.for([
  ['ArrowRight', 3, 0],
  ['ArrowLeft', 0, 3],
  ['Home', 2, 0],
  ['End', 1, 3],
  ['a', 1, undefined],
] as const)('%s at tab %i of four leads to %j', ([key, at, to]) => {
  expect(tabAt(key, at, 4)).toBe(to);
});
