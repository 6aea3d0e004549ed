import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fillVerdict } from '#bench/checks/fill-verdict.ts';
import { filesBelow } from '#bench/workspace/files-below.ts';
import { answerHash, observedStates } from '#cli/observe/observed-states.ts';
import { isRight } from '#cli/prove/prove-states.ts';
import { loadFindings } from '#course/load/load-findings.ts';
import type { Judgement } from '#grading/check.ts';
import type { CheckoutModel } from '#grading/experiments/checkout/checkout-model.ts';
import { judgeObservation } from '#grading/experiments/checkout/grade-checkout.ts';
import { places, readObservation } from '../observations.ts';

type Judges = Record<string, (scene: CheckoutModel) => Judgement>;
const states = await observedStates(places);
const ofLabs = states.flatMap((state) => (state.expected ? [{ ...state, expected: state.expected }] : []));

// What the proof does on the stack, from what the proof saw there.
describe.each(
  Map.groupBy(ofLabs, ({ lab }) => lab)
    .entries()
    .toArray(),
)('%s', async (lab, all) => {
  const { judges } = (await import(join(places.labs, lab, 'checks.ts'))) as { judges: Judges };
  const findings = await loadFindings(places.labs, lab);
  test.each(all)('$name', ({ step, expected, file }) => {
    const judgement = judgeObservation(readObservation(file).seen, judges[step]!);
    const verdict = fillVerdict(judgement, findings, step);
    expect(verdict).toSatisfy(() => isRight(expected, verdict));
    // Every {name} of the text was filled in.
    expect(
      [verdict.title, verdict.observed, verdict.expected, verdict.where, verdict.next].join(),
    ).not.toMatch(/\{\w+\}/);
  });
});

test('every state has its observation, made from the files of today; if not: npm run observe', async () => {
  const old = await Promise.all(
    states.map(async ({ file, files }) =>
      existsSync(file) && readObservation(file).answer === (await answerHash(files, places.labs))
        ? []
        : [file],
    ),
  );
  expect(old.flat().map((file) => relative(places.observations, file))).toEqual([]);
});

test('no observation is left of a state that is gone; if one is, delete it', async () => {
  const known = new Set(states.map(({ file }) => relative(places.observations, file)));
  const left = (await filesBelow(places.observations)).filter((file) => !known.has(file));
  expect(left).toEqual([]);
});
