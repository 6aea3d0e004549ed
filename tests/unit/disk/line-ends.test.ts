import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');

// With the line ends of Windows bash does not read its integration, Go's files count as changed, and fixtures have other hashes.
it.each([
  ['src/terminal/server/shells/bash.bash', 'text: auto', 'eol: lf'],
  ['labs/bookstore/go.mod', 'text: auto', 'eol: lf'],
  ['tests/fixtures/any/kind.txt', 'text: unset', 'eol: lf'],
])('a git that is set to the line ends of Windows leaves %s as it is', (path, ...attributes) => {
  const told = execFileSync('git', ['check-attr', 'text', 'eol', '--', path], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(told).toBe(attributes.map((attribute) => `${path}: ${attribute}\n`).join(''));
});

it('what such a git writes has no line ends of Windows, in any shell’s file', () => {
  const windows = ['-c', 'core.autocrlf=true', '-c', 'core.eol=crlf'];
  const paths = ['src/terminal/server/shells', 'labs/bookstore/go.mod', 'scripts'];
  const written = execFileSync('git', [...windows, 'archive', '--worktree-attributes', 'HEAD', ...paths], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  }).toString('latin1');
  expect(written).toContain('stty -ixon');
  expect(written).not.toContain('\r\n');
});
