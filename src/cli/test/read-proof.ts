import type { SuiteResult } from './suite.ts';

const CLOSING =
  /^proved: (?<states>\d+) states, (?<wrong>\d+) wrong(, (?<undecided>\d+) broken or inconclusive)?(, \d+ proved before)?$/m;

/** Reads what `npm run prove` said; undefined when its closing line is not there. */
export function readProof(output: string): SuiteResult | undefined {
  const sums = CLOSING.exec(output)?.groups;
  if (!sums) return undefined;
  const states = Number(sums['states']);
  const astray = Number(sums['wrong']) + Number(sums['undecided'] ?? 0);
  const failed = Array.from({ length: astray }, (_, index) => ({
    name: `npm run prove, state ${index + 1} of ${astray} that was not proved`,
    message: 'its output above says which and why',
  }));
  const skipped = [...output.matchAll(/^before +(\S+)$/gm)].map(([, name = '']) => ({
    name,
    reason: 'proved before on this machine with the same files, checks and engine',
  }));
  const second = [...output.matchAll(/^right +[\d.]+ s +(\S+): .*\(at the second try; (.*)\)$/gm)].map(
    ([, name = '', message = '']) => ({ name, message }),
  );
  return { passed: states - astray, failed, skipped, ...(second.length > 0 && { second }) };
}
