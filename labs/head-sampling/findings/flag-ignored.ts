import { diagnosis } from '#grading/diagnosis.ts';
import type { Traffic, TrafficResult } from '#grading/experiments/traffic/seen.ts';
import { decisionsOf, firstThatDiffers, isRecorded, placeOf } from './decision.ts';
import { rowFacts } from './facts.ts';
import { flaggedOf } from './groups.ts';

/** A request that said what to do was treated otherwise: with flag 01 not all of it is recorded, or with flag 00 something is. */
export const flagIgnored = diagnosis(['flag-ignored'], (seen: Traffic) => {
  const flagged = flaggedOf(seen);
  const service = firstThatDiffers(flagged);
  if (!service) return undefined;
  const wanted = flagged.filter(({ probe }) => isRecorded(probe.header));
  const unwanted = flagged.filter(({ probe }) => !isRecorded(probe.header));
  const lacking = wanted.filter((request) => has(request, false));
  const left = unwanted.filter((request) => has(request, true));
  return {
    status: 'fail',
    finding: 'flag-ignored',
    values: {
      ...{ service, place: placeOf(seen, service) },
      ...{ lacking: String(lacking.length), wanted: String(wanted.length) },
      ...{ left: String(left.length), unwanted: String(unwanted.length) },
    },
    evidence: rowFacts([...lacking.slice(0, 2), ...left.slice(0, 2), ...lacking.slice(2)]),
  };
});

function has(request: TrafficResult, wanted: boolean): boolean {
  return decisionsOf(request).some(({ recorded }) => recorded === wanted);
}
