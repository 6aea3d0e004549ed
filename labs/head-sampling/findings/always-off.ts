import { diagnosis } from '#grading/diagnosis.ts';
import type { Traffic } from '#grading/experiments/traffic/seen.ts';
import { SERVICES } from '#system/part-names.ts';
import { decisionOf, firstThatDiffers, placeOf, toldTo } from './decision.ts';
import { rowFacts } from './facts.ts';

/** A service records nothing, also where its caller does. */
export const alwaysOff = diagnosis(['always-off'], ({ requests }: Traffic) => {
  for (const service of SERVICES) {
    const known = requests.filter((request) => decisionOf(request, service) !== undefined);
    // Without a request that it was told to record, it may only do as it is told.
    const wanted = known.filter((request) => toldTo(request, service) === true);
    if (wanted.length === 0 || known.some((request) => decisionOf(request, service))) continue;
    // Where another one before it differs already, it may be told otherwise than its caller's own span says.
    if (firstThatDiffers(requests) !== service) continue;
    return {
      status: 'fail',
      finding: 'always-off',
      values: {
        service,
        place: placeOf({ requests }, service),
        of: String(known.length),
        wanted: String(wanted.length),
      },
      evidence: rowFacts(wanted),
    };
  }
  return undefined;
});
