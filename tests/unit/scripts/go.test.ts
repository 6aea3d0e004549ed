import { expect, test } from 'vitest';
import { versionProblem } from '../../../scripts/bootstrap/go.mjs';

test.each([
  'go version go1.26.7 linux/amd64',
  'go version go1.26.8 darwin/arm64',
  'go version go1.27.0 linux/arm64',
  'go version go2.0.1 linux/amd64',
])('%s will do', (output) => expect(versionProblem(output)).toBeUndefined());

test.each([
  'go version go1.26.6 linux/amd64',
  'go version go1.26 linux/amd64',
  'go version go1.9.12 linux/amd64',
  'go version devel',
])('%s will not do', (output) => expect(versionProblem(output)).toContain(`found: ${output}`));

test('both messages say where to get Go', () => {
  expect(versionProblem('go version go1.25.4 linux/amd64\n')).toMatchInlineSnapshot(`
    "This command needs Go 1.26.7 or newer; found: go version go1.25.4 linux/amd64.
    Get it from https://go.dev/dl/ (on macOS: brew install go) and run the command again."
  `);
  expect(versionProblem(undefined)).toMatchInlineSnapshot(`
    "This command needs Go 1.26.7 or newer, and there is no go on the PATH.
    Get it from https://go.dev/dl/ (on macOS: brew install go) and run the command again."
  `);
});
