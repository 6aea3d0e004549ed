import { diagnosis } from '#grading/diagnosis.ts';
import type { Traffic, TrafficResult } from '#grading/experiments/traffic/seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { flagFacts, isStored, rowFacts } from './facts.ts';
import { declinedOf } from './groups.ts';

/** One percent keeps more of 200 in 6.9 of a million checks. */
export const MOST_RECORDED = 10;

/** The services record more than one percent, so that there is nothing to miss. */
export const noLoss = diagnosis(['no-loss'], (seen: Traffic) => {
  const recorded = seen.requests.filter(isRecorded);
  if (recorded.length <= MOST_RECORDED) return undefined;
  return {
    ...{ status: 'fail', finding: 'no-loss' },
    values: { recorded: String(recorded.length), of: String(seen.requests.length) },
    evidence: flagFacts(recorded),
  };
});

/** Says how many of the failures are stored. */
export function passedBlind(seen: Traffic): Judgement<'pass'> {
  const failed = declinedOf(seen);
  const stored = failed.filter(isStored);
  const recorded = seen.requests.filter(isRecorded);
  return {
    status: 'pass',
    finding: 'pass',
    values: {
      ...{ failed: String(failed.length), stored: String(stored.length) },
      ...{ recorded: String(recorded.length), of: String(seen.requests.length) },
      others: String(seen.requests.length - recorded.length),
    },
    evidence: [...flagFacts(failed.filter((one) => !isStored(one))), ...rowFacts(recorded.slice(0, 1))],
  };
}

/** A service recorded it, by its log or by what is stored. */
function isRecorded(request: TrafficResult): boolean {
  return isStored(request) || request.logs.some(({ sampled }) => sampled === true);
}
