import type { Suite } from './suite.ts';

/**
 * The suites named on the command line, in their own order; all but those that have to be named when none is, a
 * message when one is unknown.
 */
export function chooseSuites(
  args: readonly string[],
  byDefault: readonly Suite[],
  named: readonly Suite[] = [],
): readonly Suite[] | string {
  const all = [...byDefault, ...named];
  const names = args.filter((arg) => arg !== '--');
  const unknown = names.filter((name) => !all.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    return `There is no suite “${unknown.join('”, “')}”. Suites: ${all.map(({ name }) => name).join(', ')}.\nFor example: npm test -- unit server`;
  }
  return names.length === 0 ? byDefault : all.filter((suite) => names.includes(suite.name));
}
