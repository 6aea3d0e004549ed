import type { SuiteResult } from './suite.ts';

/** Reads the closing line of `npm run prove`; undefined when there is none. */
export function readProof(output: string): SuiteResult | undefined {
  const [, states, wrong] = /^proved: (\d+) states, (\d+) wrong$/m.exec(output) ?? [];
  if (states === undefined) return undefined;
  const failed = Array.from({ length: Number(wrong) }, (_, index) => ({
    name: `npm run prove, wrong state ${index + 1} of ${wrong}`,
    message: 'its output above says which and why',
  }));
  return { passed: Number(states) - Number(wrong), failed, skipped: [] };
}
