import { expect, test } from 'vitest';
import { isRight, type Proven } from '#cli/prove/prove-states.ts';
import { closing, differing, stateLine } from '#cli/prove/report.ts';
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
  expect(closing(all, { before: 0, elapsed: 10_000 })).toMatchInlineSnapshot(`
    "differs: lab/b was called fail y, fail z
    from request to verdict: median 1.0 s, 95th percentile 1.0 s, slowest a 1.0 s, b 1.0 s, a 1.0 s
    in all: 10.0 s, 2.5 s a state with its build
    proved: 4 states, 0 wrong"
  `);
});

test('what was proved before is counted apart', () => {
  expect(closing([proven('a', 'x')], { before: 2, elapsed: 2500 })).toMatchInlineSnapshot(`
    "from request to verdict: median 1.0 s, 95th percentile 1.0 s, slowest a 1.0 s
    in all: 2.5 s, 2.5 s a state with its build
    2 states proved before with the same files, checks and engine; --all proves them again
    proved: 1 states, 0 wrong, 2 proved before"
  `);
  expect(closing([], { before: 2, elapsed: 20 })).toMatchInlineSnapshot(`
    "2 states proved before with the same files, checks and engine; --all proves them again
    proved: 0 states, 0 wrong, 2 proved before"
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

test('a state that nothing could be said of is not counted with the wrong ones', () => {
  const broken = { ...proven('a', 'bench-broken'), right: false };
  broken.verdict = { ...broken.verdict, status: 'broken' };
  expect(closing([broken, { ...proven('b', 'y'), right: false }], { before: 0, elapsed: 2000 })).toMatch(
    /\nproved: 2 states, 1 wrong, 1 broken or inconclusive$/,
  );
});

test('a place of a text without a value makes a verdict wrong, and is named', () => {
  const state = proven('a', 'x');
  const verdict = { ...state.verdict, observed: 'It took {waited} ms.' };
  expect(isRight({ status: 'fail', finding: 'x' }, state.verdict)).toBe(true);
  expect(isRight({ status: 'fail', finding: 'x' }, verdict)).toBe(false);
  expect(stateLine({ ...state, verdict, right: false })).toContain('the check gives no value for {waited}');
});
