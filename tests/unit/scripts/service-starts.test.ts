import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withoutServiceStarts } from '../../../scripts/bootstrap/service-starts.mjs';

let folder: string;
let policy: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spanwise-policy-'));
  policy = join(folder, 'policy-rc.d');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('no service may start meanwhile, and no trace is left', async () => {
  const answer = await withoutServiceStarts(async () => exitCode(), policy);
  expect(answer).toBe(101);
  expect(readdirSync(folder)).toEqual([]);
});

test('a policy that was there is put back as it was, also after a failure', async () => {
  writeFileSync(policy, '#!/bin/sh\nexit 0\n', { mode: 0o700 });
  const work = async () => {
    expect(exitCode()).toBe(101);
    throw new Error('apt-get failed');
  };
  await expect(withoutServiceStarts(work, policy)).rejects.toThrow('apt-get failed');
  expect(readFileSync(policy, 'utf8')).toBe('#!/bin/sh\nexit 0\n');
  expect(statSync(policy).mode & 0o777).toBe(0o700);
  expect(readdirSync(folder)).toEqual(['policy-rc.d']);
});

test('what a killed run left is undone by the next one', async () => {
  writeFileSync(policy, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
  const left: Record<string, string> = {};
  await withoutServiceStarts(async () => {
    for (const name of readdirSync(folder)) left[name] = readFileSync(join(folder, name), 'utf8');
  }, policy);
  for (const [name, text] of Object.entries(left)) writeFileSync(join(folder, name), text, { mode: 0o755 });
  await withoutServiceStarts(async () => {}, policy);
  expect(readdirSync(folder)).toEqual(['policy-rc.d']);
  expect(exitCode()).toBe(0);
});

function exitCode(): number {
  expect(existsSync(policy)).toBe(true);
  try {
    execFileSync(policy);
    return 0;
  } catch (error) {
    return (error as { status: number }).status;
  }
}
