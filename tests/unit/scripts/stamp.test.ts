import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint } from '../../../scripts/bootstrap/stamp.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'spanwise-stamp-'));
  write({ dependencies: { a: '1.0.0' } }, 'lock 1');
});
afterEach(() => rmSync(root, { recursive: true }));

test('a changed script of package.json costs no install', () => {
  const before = fingerprint(root);
  write({ dependencies: { a: '1.0.0' }, scripts: { start: 'other' } }, 'lock 1');
  expect(fingerprint(root)).toBe(before);
});

test.each([
  ['the lockfile', { dependencies: { a: '1.0.0' } }, 'lock 2'],
  ['a dependency', { dependencies: { a: '1.0.1' } }, 'lock 1'],
  ['an allowed script', { dependencies: { a: '1.0.0' }, allowScripts: { a: true } }, 'lock 1'],
])('%s changed: installed anew', (_, manifest, lock) => {
  const before = fingerprint(root);
  write(manifest, lock);
  expect(fingerprint(root)).not.toBe(before);
});

function write(manifest: object, lock: string) {
  writeFileSync(join(root, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(root, 'package-lock.json'), lock);
}
