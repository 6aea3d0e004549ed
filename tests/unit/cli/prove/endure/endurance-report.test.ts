import { expect, test } from 'vitest';
import { enduranceReport } from '#cli/prove/endure/endurance-report.ts';
import type { Proven } from '#cli/prove/prove-states.ts';
import type { Verdict } from '#course/verdict.ts';

const proven = (duration: number, right: boolean, status: Verdict['status'], finding: string): Proven => ({
  state: { lab: 'lab', step: 'mend', name: 'solution/mend', files: new Map(), expected: { status: 'pass' } },
  verdict: { status, finding, title: '', observed: 'what was seen', expected: '', evidence: [] },
  ...{ duration, right },
});

test('false verdicts, and those that say nothing of an answer, are counted apart, by how busy the machine was', () => {
  const report = enduranceReport({
    quiet: [proven(1000, true, 'pass', 'pass'), proven(3000, true, 'pass', 'pass')],
    busy: [
      proven(4000, true, 'pass', 'pass'),
      proven(9000, false, 'fail', 'split-trace'),
      proven(8000, false, 'broken', 'bench-broken'),
      proven(60_000, false, 'inconclusive', 'not-settled'),
    ],
  });
  expect(report).toMatchInlineSnapshot(`
    "
    quiet: 2 checks, 0 wrong, 0 broken, 0 inconclusive; median 1.0 s, 95th percentile 3.0 s, slowest 3.0 s
    busy:  4 checks, 1 wrong, 1 broken, 1 inconclusive; median 8.0 s, 95th percentile 60.0 s, slowest 60.0 s
    not as expected, busy: lab/solution/mend was called fail split-trace: what was seen
    not as expected, busy: lab/solution/mend was called broken bench-broken: what was seen
    not as expected, busy: lab/solution/mend was called inconclusive not-settled: what was seen
    endured: 6 checks, 1 wrong, 1 broken, 1 inconclusive"
  `);
});

test('without a busy half there is no line of it', () => {
  expect(enduranceReport({ quiet: [proven(1000, true, 'pass', 'pass')], busy: [] })).toMatchInlineSnapshot(`
    "
    quiet: 1 checks, 0 wrong, 0 broken, 0 inconclusive; median 1.0 s, 95th percentile 1.0 s, slowest 1.0 s
    endured: 1 checks, 0 wrong, 0 broken, 0 inconclusive"
  `);
});
