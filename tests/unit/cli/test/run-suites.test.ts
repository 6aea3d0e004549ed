import { afterEach, expect, test, vi } from 'vitest';
import { chooseSuites } from '../../../../src/cli/test/choose-suites.ts';
import { readProof } from '../../../../src/cli/test/read-proof.ts';
import { runSuites } from '../../../../src/cli/test/run-suites.ts';
import type { Suite, SuiteResult } from '../../../../src/cli/test/suite.ts';
import { addResults, isGood, summary } from '../../../../src/cli/test/summary.ts';

const GOOD: SuiteResult = { passed: 2, failed: [], skipped: [] };
const suite = (name: string, run: Suite['run']): Suite => ({ name, title: name, run });

afterEach(() => vi.restoreAllMocks());

test('a suite that ran nothing, or threw, fails; the others still run', async () => {
  vi.spyOn(console, 'log').mockReturnValue();
  const suites = [
    suite('empty', async () => ({ passed: 0, failed: [], skipped: [{ name: 'x', reason: 'y' }] })),
    suite('torn', async () => Promise.reject(new Error('no such file'))),
    suite('good', async () => GOOD),
  ];
  const results = await runSuites(suites, '/', new AbortController().signal);
  expect(results[0]!.failed).toEqual([{ name: 'empty', message: 'no test ran' }]);
  expect(results[1]!.failed[0]!.message).toContain('no such file');
  expect(results[2]).toEqual(GOOD);
  expect(isGood(addResults(results))).toBe(false);
});

test('a suite that may be skipped says why instead of running, and is no failure', async () => {
  vi.spyOn(console, 'log').mockReturnValue();
  const skipped = { passed: 0, failed: [], skipped: [{ name: 'x', reason: 'no docker' }] };
  const excused: Suite = { ...suite('kind', async () => skipped), mayBeSkipped: true };
  const results = await runSuites([excused], '/', new AbortController().signal);
  expect(results).toEqual([skipped]);
  expect(isGood(addResults(results))).toBe(true);
});

test('suites after the end of the command are not passed over in silence', async () => {
  vi.spyOn(console, 'log').mockReturnValue();
  const results = await runSuites([suite('late', async () => GOOD)], '/', AbortSignal.abort());
  expect(results[0]!.failed).toEqual([{ name: 'late', message: 'not run: the command was ended' }]);
});

test('what passed at the second try only is named, and counts as passed', () => {
  const second = [{ name: 'c.test.ts > stops', message: 'expected 1\nreceived 2' }];
  expect(summary(addResults([GOOD, { ...GOOD, second }]))).toMatchInlineSnapshot(`
    "Passed at the second try, after:
      c.test.ts > stops
        expected 1
        received 2

    4 passed, 0 failed, 0 skipped"
  `);
});

test('the summary ends with the totals', () => {
  const result = addResults([
    GOOD,
    {
      passed: 1,
      failed: [{ name: 'a.test.ts > adds', message: 'expected 3\nreceived 4' }],
      skipped: [{ name: 'b.test.ts > ports', reason: 'needs IPv6' }],
    },
  ]);
  expect(summary(result)).toMatchInlineSnapshot(`
    "Failed:
      a.test.ts > adds
        expected 3
        received 4

    Skipped:
      b.test.ts > ports: needs IPv6

    3 passed, 1 failed, 1 skipped"
  `);
  expect(summary(GOOD)).toBe('2 passed, 0 failed, 0 skipped');
  expect(isGood(GOOD)).toBe(true);
  expect(isGood({ passed: 0, failed: [], skipped: [] })).toBe(false);
});

test('many skips for one reason are said in a line, and counted all', () => {
  const skipped = ['a', 'b', 'c', 'd'].map((name) => ({ name, reason: 'proved before' }));
  expect(summary({ passed: 1, failed: [], skipped })).toMatchInlineSnapshot(`
    "Skipped:
      a and 3 more: proved before

    1 passed, 0 failed, 4 skipped"
  `);
});

test('suites are chosen by name, in their own order', () => {
  const all = ['unit', 'server', 'e2e'].map((name) => suite(name, async () => GOOD));
  const names = (args: string[]) => {
    const chosen = chooseSuites(args, all);
    return typeof chosen === 'string' ? chosen : chosen.map(({ name }) => name);
  };
  expect(names([])).toEqual(['unit', 'server', 'e2e']);
  expect(names(['e2e', 'unit'])).toEqual(['unit', 'e2e']);
  expect(names(['unti'])).toMatchInlineSnapshot(`
    "There is no suite “unti”. Suites: unit, server, e2e.
    For example: npm test -- unit server"
  `);
});

test('the proof is read from its closing line', () => {
  expect(readProof('…\nproved: 31 states, 0 wrong\n')).toEqual({ passed: 31, failed: [], skipped: [] });
  expect(readProof('proved: 31 states, 2 wrong')).toMatchObject({ passed: 29, failed: [{}, {}] });
  expect(readProof('proved: 31 states, 1 wrong, 2 broken or inconclusive, 4 proved before')).toMatchObject({
    passed: 28,
    failed: [{}, {}, {}],
  });
  const some =
    'before           lab/start/one\nright    1.0 s  start/two: pass\nproved: 1 states, 0 wrong, 1 proved before';
  expect(readProof(some)).toMatchInlineSnapshot(`
    {
      "failed": [],
      "passed": 1,
      "skipped": [
        {
          "name": "lab/start/one",
          "reason": "proved before on this machine with the same files, checks and engine",
        },
      ],
    }
  `);
  expect(readProof('it fell over')).toBeUndefined();
});
