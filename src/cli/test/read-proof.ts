import type { SuiteResult } from './suite.ts';

/** Reads what `npm run prove` said; undefined when its closing line is not there. */
export function readProof(output: string): SuiteResult | undefined {
  const [, states, wrong] = /^proved: (\d+) states, (\d+) wrong(, \d+ proved before)?$/m.exec(output) ?? [];
  if (states === undefined) return undefined;
  const failed = Array.from({ length: Number(wrong) }, (_, index) => ({
    name: `npm run prove, wrong state ${index + 1} of ${wrong}`,
    message: 'its output above says which and why',
  }));
  const skipped = [...output.matchAll(/^before +(\S+)$/gm)].map(([, name = '']) => ({
    name,
    reason: 'proved before on this machine with the same files, checks and engine',
  }));
  const second = [...output.matchAll(/^right +[\d.]+ s +(\S+): .*\(at the second try; (.*)\)$/gm)].map(
    ([, name = '', message = '']) => ({ name, message }),
  );
  return { passed: Number(states) - Number(wrong), failed, skipped, ...(second.length > 0 && { second }) };
}
