import { join } from 'node:path';
import { runTool } from '../setup/run-tool.ts';
import { readGoTests } from './read-go-tests.ts';
import type { SuiteResult } from './suite.ts';

/** Go settings of every call here: static programs, and never another toolchain than the one on this machine. */
export const GO_ENV = { CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOFLAGS: '-mod=readonly' };

/** Runs the Bookstore's Go tests. */
export async function goSuite(root: string, signal: AbortSignal): Promise<SuiteResult> {
  const cwd = join(root, 'labs/bookstore');
  const ended = await runTool('go', ['test', '-json', './...'], { cwd, signal, env: GO_ENV });
  const result = readGoTests(ended.output);
  for (const { name, message } of result.failed) console.log(`${name}\n${message}`);
  if (!ended.ok && result.failed.length === 0) {
    result.failed.push({ name: 'go test', message: `${ended.ending}\n${ended.output.slice(-2000)}` });
  }
  console.log(`${result.passed} passed, ${result.failed.length} failed, ${result.skipped.length} skipped`);
  return result;
}
