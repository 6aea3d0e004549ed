import { expect, test } from 'vitest';
import { machineProblem } from '../../../scripts/bootstrap/machine.mjs';

test.each([
  ['20.20.2', 'linux', 'x64'],
  ['24.1.0', 'linux', 'arm64'],
  ['22.0.0', 'darwin', 'arm64'],
])('Node %s on %s %s will do', (version, platform, arch) => {
  expect(machineProblem(version, platform, arch)).toBeUndefined();
});

test('an old Node is named with the place to get a newer one', () => {
  expect(machineProblem('18.19.0', 'linux', 'x64')).toMatchInlineSnapshot(`
    "Spanwise needs Node.js 20 or newer to set itself up; this is 18.19.0.
    Get a newer one from https://nodejs.org/en/download and run the command again."
  `);
});

test('another system is named with the way out', () => {
  expect(machineProblem('24.0.0', 'win32', 'x64')).toMatchInlineSnapshot(`
    "Spanwise runs on Linux (x64, arm64) and macOS; this is win32 x64.
    On Windows, use WSL 2 with Debian or Ubuntu and run the command there."
  `);
});
