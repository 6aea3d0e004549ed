import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fillVerdict } from '#bench/checks/fill-verdict.ts';
import { loadGrading } from '#bench/labs/load-grading.ts';
import { filesBelow } from '#bench/workspace/files-below.ts';
import { answerHash, observedStates } from '#cli/observe/observed-states.ts';
import { isRight } from '#cli/prove/prove-states.ts';
import { judgeSeen } from '#grading/grade.ts';
import { answerOf, places, readKept } from '../observations.ts';

const states = await observedStates(places);
const ofLabs = states.flatMap((state) => (state.expected ? [{ ...state, expected: state.expected }] : []));

// What the proof does on the stack, from what the proof saw there.
describe.each(
  Map.groupBy(ofLabs, ({ lab }) => lab)
    .entries()
    .toArray(),
)('%s', async (lab, all) => {
  const { checks, findings } = await loadGrading(places.labs, lab);
  test.each(all)('$name', ({ step, expected, file }) => {
    const { experiment, judge } = checks[step]!;
    const { seen } = readKept(file, experiment!.observation!);
    const judgement = judgeSeen(experiment!, judge!, seen);
    const verdict = fillVerdict(judgement, findings, step);
    expect(verdict).toSatisfy(() => isRight(expected, verdict));
    // Every {name} of the text was filled in; the name of a span may have braces of its own.
    const text = [verdict.title, verdict.observed, verdict.expected, verdict.where, verdict.next].join();
    expect(text.replaceAll('/books/{id}', '')).not.toMatch(/\{\w+\}/);
  });
});

test('every state has its observation, made from the files of today; if not: npm run observe', async () => {
  const old = await Promise.all(
    states.map(async (state) => {
      const { file } = state;
      return existsSync(file) && answerOf(file) === (await answerHash(state, places.labs)) ? [] : [file];
    }),
  );
  expect(old.flat().map((file) => relative(places.observations, file))).toEqual([]);
});

test('no observation is left of a state that is gone; if one is, delete it', async () => {
  const known = new Set(states.map(({ file }) => relative(places.observations, file)));
  const left = (await filesBelow(places.observations)).filter((file) => !known.has(file));
  expect(left).toEqual([]);
});
