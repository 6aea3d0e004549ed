import { expect, test } from 'vitest';
import { keepTab, keptTab } from '#site/elements/bench/kept-tab.ts';

function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
}

test('each lab has a tab of its own', () => {
  const kept = storage();
  keepTab(kept, 'split-trace', 'checks');
  keepTab(kept, 'scrub', 'files');
  expect([keptTab(kept, 'split-trace'), keptTab(kept, 'scrub')]).toEqual(['checks', 'files']);
  expect(keptTab(kept, 'read-a-trace')).toBeUndefined();
});

test('what is no tab of the bench is none', () => {
  const kept = storage();
  kept.setItem('spanwise.bench.tab.scrub', 'metrics');
  expect(keptTab(kept, 'scrub')).toBeUndefined();
});
