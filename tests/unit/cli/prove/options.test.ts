import { describe, expect, test } from 'vitest';
import { readOptions } from '#cli/prove/options.ts';

describe('the arguments of npm run prove', () => {
  test('none: everything, once', () => {
    expect(readOptions([])).toMatchObject({ repeat: 1, json: false, keep: false, help: false });
  });

  test('a random order has a seed, and a seed alone gives that order', () => {
    expect(readOptions([])).not.toHaveProperty('seed');
    expect(readOptions(['--random'])).toHaveProperty('seed', expect.any(Number));
    expect(readOptions(['--seed', '7'])).toHaveProperty('seed', 7);
  });

  test('an answer', () => {
    const options = readOptions([
      '--lab',
      'split-trace',
      '--answer',
      'mine',
      '--json',
      '--keep',
      '--repeat',
      '3',
    ]);
    expect(options).toMatchObject({ lab: 'split-trace', answer: 'mine', json: true, keep: true, repeat: 3 });
  });

  test('a test of endurance', () => {
    expect(readOptions(['--lab', 'split-trace', '--times', '200', '--busy', '--seed', '7'])).toMatchObject({
      ...{ lab: 'split-trace', times: 200, busy: true, seed: 7 },
    });
    expect(readOptions([])).not.toHaveProperty('times');
  });

  test.each([
    ['an unknown option', ['--labs']],
    ['a word too many', ['split-trace']],
    ['an answer to nothing', ['--answer', 'x']],
    ['a step of nothing', ['--step', 'break']],
    ['json without an answer', ['--json']],
    ['a repeat that is no number', ['--repeat', 'often']],
    ['a seed that is no number', ['--seed', '0x1']],
    ['a repeat of none', ['--repeat', '0']],
    ['endurance of none', ['--times', '0']],
    ['endurance with repetitions', ['--times', '20', '--repeat', '2']],
    ['a busy proof', ['--busy']],
    ['a sample of an answer', ['--lab', 'x', '--answer', 'y', '--sample']],
    ['an unknown runtime', ['--runtime', 'cloud']],
  ])('%s is refused with the way to the help', (_name, argv) => {
    expect(readOptions(argv)).toMatch(/--help/);
  });

  test('a proof on a cluster has a state folder of its own', () => {
    expect(readOptions(['--runtime', 'kind', '--cluster', 'classroom', '--learner', 'ada'])).toMatchObject({
      runtime: { name: 'kind', settings: { cluster: 'classroom', learner: 'ada' } },
      state: expect.stringMatching(/prove-kind$/) as string,
    });
  });
});
