import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findProgram } from '../../../scripts/bootstrap/find-program.mjs';
import { chromium, installCommand, rabbitmq } from '../../../scripts/bootstrap/programs.mjs';

test.each([
  [rabbitmq, 'linux', true, 'sudo apt-get update && sudo apt-get install -y rabbitmq-server'],
  [rabbitmq, 'darwin', false, 'brew install rabbitmq'],
  [chromium, 'linux', false, "install the package chromium with your system's package manager"],
])('the command that helps', (program, platform, hasApt, command) => {
  expect(installCommand(program, platform, hasApt)).toBe(command);
});

test('a program counts when it can be run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'spanwise-program-'));
  const file = join(folder, 'tool');
  const tool = { places: [], onPath: ['tool'] };
  expect(findProgram(tool, folder)).toBeUndefined();
  writeFileSync(file, '');
  expect(findProgram(tool, folder)).toBeUndefined();
  chmodSync(file, 0o755);
  expect(findProgram(tool, `/nowhere:${folder}`)).toBe(file);
  rmSync(folder, { recursive: true });
});
