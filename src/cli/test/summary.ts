import type { SuiteResult } from './suite.ts';

/** All suites as one. */
export function addResults(results: readonly SuiteResult[]): SuiteResult {
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: results.flatMap(({ failed }) => failed),
    skipped: results.flatMap(({ skipped }) => skipped),
    second: results.flatMap(({ second = [] }) => second),
  };
}

/** The end of the report: what failed, what was skipped and why, and the totals on the last line. */
export function summary(result: SuiteResult): string {
  const { passed, failed, skipped, second = [] } = result;
  return [
    ...(failed.length > 0
      ? ['Failed:', ...failed.map(({ name, message }) => `  ${name}${indent(message)}`), '']
      : []),
    ...(second.length > 0
      ? [
          'Passed at the second try, after:',
          ...second.map(({ name, message }) => `  ${name}${indent(message)}`),
          '',
        ]
      : []),
    ...(skipped.length > 0 ? ['Skipped:', ...skippedLines(skipped).map((line) => `  ${line}`), ''] : []),
    `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`,
  ].join('\n');
}

/** Whether the whole run is good: something ran, or said why it could not, and nothing failed. */
export function isGood(result: SuiteResult): boolean {
  return result.passed + result.skipped.length > 0 && result.failed.length === 0;
}

/** More than this many skips for the same reason are said in a line together. */
const TOGETHER = 3;

function skippedLines(skipped: SuiteResult['skipped']): string[] {
  return [...Map.groupBy(skipped, ({ reason }) => reason)].flatMap(([reason, of]) => {
    if (of.length <= TOGETHER) return of.map(({ name }) => `${name}: ${reason}`);
    return [`${of[0]!.name} and ${of.length - 1} more: ${reason}`];
  });
}

function indent(message: string): string {
  const lines = message.trim().split('\n').slice(0, 6);
  return message.trim() ? `\n${lines.map((line) => `    ${line}`).join('\n')}` : '';
}
