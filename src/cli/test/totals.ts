import { readFileSync, writeFileSync } from 'node:fs';
import type { SuiteResult } from './suite.ts';
import { addResults } from './summary.ts';

/** Adds a run's result to those of earlier runs that name the same file, so that the last of them can close with the sum. */
export function addToTotals(result: SuiteResult, file: string | undefined): SuiteResult {
  if (!file) return result;
  const sum = addResults([readTotals(file), result]);
  writeFileSync(file, JSON.stringify(sum));
  return sum;
}

function readTotals(file: string): SuiteResult {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SuiteResult;
  } catch {
    return { passed: 0, failed: [], skipped: [] };
  }
}
