import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');

// With the line ends of Windows bash does not read its integration, Go's files count as changed, and fixtures have other hashes.
it.each([
  ['src/terminal/bash-integration.bash', 'text: auto', 'eol: lf'],
  ['labs/bookstore/go.mod', 'text: auto', 'eol: lf'],
  ['tests/fixtures/any/kind.txt', 'text: unset', 'eol: lf'],
])('a git that is set to the line ends of Windows leaves %s as it is', (path, ...attributes) => {
  const told = execFileSync('git', ['check-attr', 'text', 'eol', '--', path], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(told).toBe(attributes.map((attribute) => `${path}: ${attribute}\n`).join(''));
});
