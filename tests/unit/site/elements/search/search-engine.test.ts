import { expect, test } from 'vitest';
import { partsOf, rank } from '#site/elements/search/search-engine.ts';

test('an excerpt becomes text, with what was searched for marked', () => {
  expect(partsOf('asks the <mark>propagator</mark> for a &lt;header&gt; &amp; more')).toEqual([
    { text: 'asks the ', marked: false },
    { text: 'propagator', marked: true },
    { text: ' for a <header> & more', marked: false },
  ]);
});

test('the place whose heading has the words comes first, then the one that says most of them', () => {
  const place = (title: string, ...scores: number[]) => ({
    title,
    weighted_locations: scores.map((score) => ({ balanced_score: score })),
  });
  const places = [place('The header', 9), place('Takeaways', 2, 3), place('Server side: extract', 1)];
  expect(rank(places, 'server side').map(({ title }) => title)).toEqual([
    'Server side: extract',
    'The header',
    'Takeaways',
  ]);
});
