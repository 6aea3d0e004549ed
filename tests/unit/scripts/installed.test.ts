import { expect, test } from 'vitest';
import { sameVersions } from '../../../scripts/bootstrap/installed.mjs';

const LOCK = {
  '': { name: 'spanwise' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/b-linux': { version: '2.0.0', integrity: 'sha512-b', optional: true },
};
const A = LOCK['node_modules/a'];

test('what the lockfile asks for is recognised, with or without the binaries for other systems', () => {
  expect(sameVersions(LOCK, { 'node_modules/a': A })).toBe(true);
  expect(
    sameVersions(LOCK, { 'node_modules/a': A, 'node_modules/b-linux': LOCK['node_modules/b-linux'] }),
  ).toBe(true);
});

test.each([
  ['a package is missing', {}],
  ['a version differs', { 'node_modules/a': { ...A, version: '1.0.1' } }],
  ['the contents differ', { 'node_modules/a': { ...A, integrity: 'sha512-x' } }],
  ['there is one too many', { 'node_modules/a': A, 'node_modules/c': { version: '1.0.0' } }],
])('it is installed anew when %s', (_, installed) => {
  expect(sameVersions(LOCK, installed)).toBe(false);
});
