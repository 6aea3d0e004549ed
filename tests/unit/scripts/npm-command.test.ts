import { expect, test } from 'vitest';
import { npmCommand } from '../../../scripts/bootstrap/npm-command.mjs';

const only = (path: string) => (file: string) => file === path;

test('the npm that runs the command is used again', () => {
  const env = { npm_execpath: '/n/npm/bin/npm-cli.js' };
  expect(npmCommand(env, '/n/bin/node', only('/n/npm/bin/npm-cli.js'))).toEqual({
    file: '/n/bin/node',
    args: ['/n/npm/bin/npm-cli.js'],
  });
});

test('another package manager is not mistaken for npm', () => {
  const env = { npm_execpath: '/n/yarn.js' };
  expect(npmCommand(env, '/n/bin/node', () => true)).toEqual({ file: '/n/bin/npm', args: [] });
});

test('without either, the PATH decides', () => {
  expect(npmCommand({}, '/n/bin/node', () => false)).toEqual({ file: 'npm', args: [] });
});
