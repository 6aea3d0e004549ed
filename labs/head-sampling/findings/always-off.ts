import { diagnosis } from '#grading/diagnosis.ts';
import type { Traffic } from '#grading/experiments/traffic/seen.ts';
import { SERVICES } from '#system/part-names.ts';
import { decisionOf, toldTo } from './decision.ts';
import { rowFacts } from './facts.ts';

/** A service records nothing, also where its caller does. */
export const alwaysOff = diagnosis(['always-off'], ({ requests }: Traffic) => {
  for (const service of SERVICES) {
    const known = requests.filter((request) => decisionOf(request, service) !== undefined);
    // Without a request that it was told to record, it may only do as it is told.
    const wanted = known.filter((request) => toldTo(request, service) === true);
    if (wanted.length === 0 || known.some((request) => decisionOf(request, service))) continue;
    return {
      status: 'fail',
      finding: 'always-off',
      values: { service, of: String(known.length), wanted: String(wanted.length) },
      evidence: rowFacts(wanted),
    };
  }
  return undefined;
});
