import { expect, it } from 'vitest';
import { type KeptTexts, keepTexts } from '#site/elements/page/browser-storage.ts';

const error = (name: string) => () => {
  throw new DOMException('no', name);
};
const cases: [name: string, find: () => KeptTexts | undefined, reason: string][] = [
  ['missing', () => undefined, 'forbidden'],
  ['forbidden to be looked at', error('SecurityError'), 'forbidden'],
  [
    'forbidden to be used',
    () => ({ getItem: error('SecurityError'), setItem: error('SecurityError') }),
    'forbidden',
  ],
  ['full', () => ({ getItem: () => null, setItem: error('QuotaExceededError') }), 'full'],
];

it.each(cases)('a storage that is %s keeps for the page, and says so once', (_name, find, reason) => {
  const told: string[] = [];
  const storage = keepTexts(find, (why) => told.push(why));
  storage.setItem('a', '1');
  storage.setItem('b', '2');
  expect([storage.getItem('a'), storage.getItem('b'), storage.getItem('c')]).toEqual(['1', '2', null]);
  expect(told).toEqual([reason]);
});

it('a storage that takes a text again has the newer one', () => {
  let full = true;
  const kept = new Map([['a', 'old']]);
  const found = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => (full ? error('QuotaExceededError')() : kept.set(key, text)),
  };
  const storage = keepTexts(
    () => found,
    () => undefined,
  );
  storage.setItem('a', 'new');
  expect(storage.getItem('a')).toBe('new');
  full = false;
  storage.setItem('a', 'newer');
  expect([storage.getItem('a'), kept.get('a')]).toEqual(['newer', 'newer']);
});
