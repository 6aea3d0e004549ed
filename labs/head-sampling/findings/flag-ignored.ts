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
    evidence: rowFacts(byTurns(wholeFirst(lacking), wholeFirst(left))),
  };
});

function has(request: TrafficResult, wanted: boolean): boolean {
  return decisionsOf(request).some(({ recorded }) => recorded === wanted);
}

/** Checkouts before what goes straight to a service behind storefront: they show where the decision was changed. */
function wholeFirst(requests: readonly TrafficResult[]): TrafficResult[] {
  return requests.toSorted((a, b) => Number(a.to !== 'storefront') - Number(b.to !== 'storefront'));
}

function byTurns<T>(some: readonly T[], others: readonly T[]): T[] {
  const length = Math.max(some.length, others.length);
  return Array.from({ length }, (_, index) => [some[index], others[index]])
    .flat()
    .filter((one) => one !== undefined);
}
