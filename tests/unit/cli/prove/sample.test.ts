import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { sampleOf, sampleSeed, smallSampleOf } from '#cli/prove/sample.ts';
import type { ProvenState } from '#cli/prove/states.ts';

const state = (step: string, name: string): ProvenState => ({
  lab: 'lab',
  step,
  name,
  files: new Map(),
  expected: { status: 'pass' },
});
const mistakes = ['a', 'b', 'c', 'd', 'e'].map((name) => state('mend', `mistakes/mend/${name}`));
const states = [
  state('look', 'start/look'),
  state('look', 'mistakes/look/only'),
  state('mend', 'start/mend'),
  state('mend', 'solution/mend'),
  state('mend', 'alternatives/mend/other'),
  ...mistakes,
];

test('a sample has every start and solution, two mistakes and two alternatives of each lab', () => {
  const other = states.map((one) => ({ ...one, lab: 'other' }));
  for (const lab of ['lab', 'other']) {
    const chosen = sampleOf([...states, ...other], 7).filter((one) => one.lab === lab);
    const names = chosen.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['start/look', 'start/mend', 'solution/mend']));
    expect(names.filter((name) => name.startsWith('mistakes/'))).toHaveLength(2);
    expect(names).toHaveLength(6);
  }
  expect(sampleOf(states, 7)).toEqual(sampleOf(states, 7));
});

test('over time every mistake is met', () => {
  const met = Array.from({ length: 40 }, (_, seed) => sampleOf(states, seed)).flat();
  expect(mistakes.filter((mistake) => !met.includes(mistake))).toEqual([]);
});

test('a commit has its seed; without git the day has', () => {
  expect(sampleSeed(resolve(import.meta.dirname))).toMatchObject({
    from: expect.stringMatching(/^commit [0-9a-f]{8,}$/) as string,
  });
  expect(sampleSeed(tmpdir()).from).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test('a small sample is one step of every second lab; labs and steps change with the seed', () => {
  const other = states.map((one) => ({ ...one, lab: 'other' }));
  const third = states.map((one) => ({ ...one, lab: 'third' }));
  const samples = Array.from({ length: 12 }, (_, seed) =>
    smallSampleOf([...states, ...other, ...third], seed),
  );
  const labs = samples.map((sample) => [...new Set(sample.map(({ lab }) => lab))]);
  expect(new Set(labs.map(({ length }) => length))).toEqual(new Set([2]));
  expect(new Set(labs.flat()).size).toBe(3);
  const steps = samples.flatMap((sample) => {
    const names = sample.filter(({ lab }) => lab === 'other').map(({ name }) => name.split('/'));
    if (names.length === 0) return [];
    const [step] = new Set(names.map(([, of]) => of));
    expect(names.map(([sort, of]) => `${of} ${sort}`)).toEqual(
      step === 'look'
        ? ['look start', 'look mistakes']
        : ['mend start', 'mend solution', 'mend alternatives', 'mend mistakes'],
    );
    return step;
  });
  expect(new Set(steps).size).toBe(2);
});
