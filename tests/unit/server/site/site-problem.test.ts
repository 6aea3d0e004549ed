import { expect, test } from 'vitest';
import { siteProblem } from '#server/site/site-problem.ts';

test('of a build that failed its error is told, not its stack', () => {
  const output = [
    '22:43:10 [vite] ✓ built in 11.85s',
    '22:43:10   ├─ /404.html (+47ms) ',
    '22:43:10 [ERROR] Error: A chapter refers to the step "nowhere", which is not in labs/split-trace/lab.yaml.',
    'Correct the id.',
    '    at stepOf (file:///dist.1/.prerender/chunks/_slug_.mjs:509:19)',
    '22:43:10 [ERROR] [build] Caught error rendering /chapters/instrument/: Error: A chapter refers …',
  ];
  expect(siteProblem(output)).toBe(
    'A chapter refers to the step "nowhere", which is not in labs/split-trace/lab.yaml.\nCorrect the id.',
  );
});

test('one that says no error is told by its last lines, without colours', () => {
  const grey = `${String.fromCharCode(27)}[38;5;246m`;
  expect(siteProblem(['building', `${grey}out of memory`])).toBe('building\nout of memory');
});
