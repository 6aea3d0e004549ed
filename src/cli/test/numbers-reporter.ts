import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import type { SuiteResult } from './suite.ts';

/** Writes a suite's result, with the reasons of skipped tests that vitest's own JSON leaves out. */
export default class NumbersReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly { message?: string }[]): void {
    const result: SuiteResult = { passed: 0, failed: [], skipped: [], second: [] };
    for (const module of modules) {
      for (const test of module.children.allTests()) count(test, result);
      // Errors of the file itself: it did not load, or a hook around its tests failed.
      for (const error of module.errors())
        result.failed.push({ name: module.relativeModuleId, message: error.message });
      for (const suite of module.children.allSuites()) {
        for (const error of suite.errors())
          result.failed.push({ name: suite.fullName, message: error.message });
      }
    }
    for (const error of unhandled)
      result.failed.push({ name: 'outside of any test', message: error.message ?? '' });
    const file = process.env.SPANWISE_TEST_NUMBERS!;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(result));
  }
}

function count(test: TestCase, result: SuiteResult): void {
  const name = `${test.module.relativeModuleId} > ${test.fullName}`;
  const outcome = test.result();
  if (outcome.state === 'passed') {
    result.passed += 1;
    if (test.diagnostic()?.flaky) result.second?.push({ name, message: outcome.errors?.[0]?.message ?? '' });
  }
  if (outcome.state === 'skipped') result.skipped.push({ name, reason: outcome.note ?? 'no reason given' });
  else if (outcome.state === 'failed')
    result.failed.push({ name, message: outcome.errors[0]?.message ?? '' });
  else if (outcome.state === 'pending') result.failed.push({ name, message: 'did not run to its end' });
}
