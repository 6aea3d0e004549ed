import { type Suite, type SuiteResult, suiteFailed } from './suite.ts';

/** Runs suites one after the other under headings; each result is checked for having run anything at all. */
export async function runSuites(
  suites: readonly Suite[],
  root: string,
  signal: AbortSignal,
): Promise<SuiteResult[]> {
  const results: SuiteResult[] = [];
  for (const suite of suites) {
    if (signal.aborted) {
      results.push(suiteFailed(suite.name, 'not run: the command was ended'));
      continue;
    }
    const began = performance.now();
    console.log(`\n── ${suite.name}: ${suite.title} ──`);
    const result = await runOne(suite, root, signal);
    results.push(result);
    const { passed, failed, skipped } = result;
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(
      `── ${suite.name}: ${passed} passed, ${failed.length} failed, ${skipped.length} skipped in ${seconds} s ──`,
    );
  }
  return results;
}

async function runOne(suite: Suite, root: string, signal: AbortSignal): Promise<SuiteResult> {
  try {
    const result = await suite.run(root, signal);
    const excused = suite.mayBeSkipped ? result.skipped.length : 0;
    const counted = result.passed + result.failed.length + excused;
    return counted > 0 ? result : { ...suiteFailed(suite.name, 'no test ran'), skipped: result.skipped };
  } catch (error) {
    return suiteFailed(suite.name, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
