import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const MINUTE = 60_000;
/**
 * Suites of real processes, on a machine that the integration shares with others: a test that fails is tried once more,
 * and the summary names each that passed only then, with what it said at first.
 */
const again = { retry: process.env['CI'] ? 1 : 0 };

/** A home without start files: those of this machine's user may make a shell wait for a minute, and are no part of what is tested. */
const home = mkdtempSync(join(tmpdir(), 'spanwise-test-home-'));
process.once('exit', () => rmSync(home, { recursive: true, force: true }));

export default defineConfig({
  test: {
    // A test left alone by `.only` would make the others pass unseen.
    allowOnly: false,
    projects: [
      // Vitest leaves a core to itself, and of two cores that is every second one; these tests need no bench and no browser.
      project('unit', { testTimeout: 10_000, maxWorkers: Math.max(2, availableParallelism() - 1) }),
      project('server', { ...again, env: { HOME: home }, testTimeout: 20_000, hookTimeout: 20_000 }),
      project('faults', {
        ...again,
        testTimeout: 2 * MINUTE,
        hookTimeout: 12 * MINUTE,
        fileParallelism: false,
      }),
      project('labs', { testTimeout: 20_000 }),
      // Only where docker, kind, kubectl and helm are.
      project('kind', {
        ...again,
        testTimeout: 3 * MINUTE,
        hookTimeout: 12 * MINUTE,
        fileParallelism: false,
      }),
      project('e2e', {
        ...again,
        testTimeout: 3 * MINUTE,
        hookTimeout: 15 * MINUTE,
        // They wait more than they work. More than two browsers at a time would wait for one another.
        maxWorkers: 2,
        // Pages at a time, in the files whose tests say that they may run beside one another.
        maxConcurrency: 2,
      }),
    ],
  },
});

function project(name: string, test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration {
  // Terminals open the shell of whoever runs the tests, unless a test names another.
  const env = { SHELL: '/bin/bash' };
  return {
    test: { name, env, include: [`tests/${name}/**/*.test.ts`], exclude: ['tests/fixtures/**'], ...test },
  };
}
