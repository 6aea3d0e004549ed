import { expect, test } from 'vitest';
import { type Proven, proveStates } from '#cli/prove/prove-states.ts';
import type { Prover } from '#cli/prove/prover.ts';
import { closing, stateLine } from '#cli/prove/report.ts';
import { readProof } from '#cli/test/read-proof.ts';
import type { Verdict } from '#course/verdict.ts';

const signal = new AbortController().signal;
const state = {
  ...{ lab: 'lab', step: 'step', name: 'mistakes/step/too-few', files: new Map() },
  expected: { status: 'fail', finding: 'too-few' },
} as const;
const text = { title: '', observed: 'seen', expected: '', evidence: [] };
const right: Verdict = { ...text, status: 'fail', finding: 'too-few' };
const wrong: Verdict = { ...text, status: 'pass' };
const broken: Verdict = { ...text, status: 'broken', finding: 'bench-broken', stage: 'tempo: answers' };

async function prove(says: Verdict[], again = true): Promise<Proven> {
  const prover: Prover = {
    grade: async () => ({ verdict: says.shift()!, duration: 1000 }),
    close: async () => {},
  };
  const [proven] = await proveStates(prover, [state], { again, tell: () => {}, signal });
  return proven!;
}

test('a state whose verdict blames the bench is graded again, once, and the first verdict is told', async () => {
  const proven = await prove([broken, right]);
  expect(stateLine(proven)).toBe(
    'right    1.0 s  mistakes/step/too-few: fail too-few (at the second try; the first blamed the bench: broken, tempo: answers)',
  );
  expect(readProof(`${stateLine(proven)}\n${closing([proven], { before: 0, elapsed: 2000 })}`)).toEqual({
    ...{ passed: 1, failed: [], skipped: [] },
    second: [
      { name: 'mistakes/step/too-few', message: 'the first blamed the bench: broken, tempo: answers' },
    ],
  });
  expect(await prove([broken, broken, right])).toMatchObject({ right: false, verdict: broken });
  expect(await prove([broken, wrong])).toMatchObject({ right: false, verdict: wrong });
});

test('a wrong verdict on the answer stays wrong, and repetitions are each counted as they are', async () => {
  expect(await prove([wrong, right])).toMatchObject({ right: false, verdict: wrong });
  expect(await prove([broken, right], false)).toMatchObject({ right: false, verdict: broken });
});
