import { expect, test } from 'vitest';
import { npmProblem } from '../../../scripts/bootstrap/npm-problem.mjs';

test('an unreachable registry', () => {
  expect(npmProblem('npm error code ENOTFOUND\nnpm error errno ENOTFOUND\n')).toMatchInlineSnapshot(`
    "The packages could not be installed.
    The package registry cannot be reached. Check the network (and proxy settings: npm config list).
    npm said:
      npm error code ENOTFOUND
      npm error errno ENOTFOUND
    Nothing is half done: run the same command again."
  `);
});

test.each([
  ['npm error code ENOSPC\nnpm error network', 'The disk is full.'],
  ['npm error code EACCES', 'npm may not write here.'],
  ['npm error code EUSAGE', 'package.json and package-lock.json disagree.'],
  ['spawn npm ENOENT', 'There is no npm beside this Node.js.'],
])('%j is explained', (output, cause) => {
  expect(npmProblem(output).split('\n')[1]).toContain(cause);
});

test('a failure of an unknown kind still shows npm’s words', () => {
  expect(npmProblem('npm error something new')).toMatchInlineSnapshot(`
    "The packages could not be installed.
    npm said:
      npm error something new
    Nothing is half done: run the same command again."
  `);
});
