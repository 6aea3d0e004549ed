import { expect, test } from 'vitest';
import type { Proven } from '#cli/prove/prove-states.ts';
import { closing, differing } from '#cli/prove/report.ts';
import { shuffle } from '#cli/prove/shuffle.ts';

function proven(name: string, finding: string): Proven {
  return {
    state: { lab: 'lab', step: 'step', name, files: new Map(), expected: { status: 'fail' } },
    verdict: { status: 'fail', finding, title: '', observed: '', expected: '', evidence: [] },
    duration: 1000,
    right: true,
  };
}

test('a state that is called by two names is told, however right both are', () => {
  const same = [proven('a', 'x'), proven('b', 'y'), proven('a', 'x')];
  expect(differing(same)).toEqual([]);
  const all = [...same, proven('b', 'z')];
  expect(closing(all)).toMatchInlineSnapshot(`
    "differs: lab/b was called fail y, fail z
    from request to verdict: median 1.0 s, 95th percentile 1.0 s
    proved: 4 states, 0 wrong"
  `);
});

test('a seed gives one order with everything in it, another seed another one', () => {
  const items = Array.from({ length: 50 }, (_, index) => index);
  const shuffled = shuffle(items, 7);
  expect(shuffled).toEqual(shuffle(items, 7));
  expect(shuffled).not.toEqual(items);
  expect(shuffled).not.toEqual(shuffle(items, 8));
  expect(shuffled.toSorted((a, b) => a - b)).toEqual(items);
});
