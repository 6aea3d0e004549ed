import type { SuiteResult } from './suite.ts';

interface GoEvent {
  Action: string;
  Package?: string;
  ImportPath?: string;
  Test?: string;
  Output?: string;
}

/** Counts the tests in the output of `go test -json`; a package that does not build is one failure. */
export function readGoTests(output: string): SuiteResult {
  const result: SuiteResult = { passed: 0, failed: [], skipped: [] };
  const said = new Map<string, string>();
  const failedTests = new Set<string>();
  for (const event of readEvents(output)) {
    const where = event.ImportPath ?? event.Package ?? 'go test';
    const name = event.Test ? `${where} ${event.Test}` : where;
    if (event.Output) said.set(name, (said.get(name) ?? '') + event.Output);
    if (event.Action === 'pass' && event.Test) result.passed += 1;
    if (event.Action === 'skip' && event.Test)
      result.skipped.push({ name, reason: skipReason(said.get(name) ?? '') });
    const failed = event.Action === 'fail' || event.Action === 'build-fail';
    // A package fails along with its tests; it is told only when no test of it did.
    if (failed && (event.Test || !failedTests.has(where))) {
      result.failed.push({ name, message: (said.get(name) ?? '').trim() });
    }
    if (failed) failedTests.add(where);
  }
  return result;
}

function* readEvents(output: string): Generator<GoEvent> {
  for (const line of output.split('\n')) {
    try {
      yield JSON.parse(line) as GoEvent;
    } catch {
      // Lines of the toolchain itself, such as a download; the exit code tells whether they matter.
    }
  }
}

function skipReason(said: string): string {
  return /^\s+\S+\.go:\d+: (.+)$/m.exec(said)?.[1] ?? 'no reason given';
}
