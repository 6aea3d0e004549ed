import { diagnosis } from '#grading/diagnosis.ts';
import type { Traffic } from '#grading/experiments/traffic/seen.ts';
import { rowFacts, stripFact } from './facts.ts';
import { pacedOf, plainOf } from './groups.ts';
import { readShare, sayReading } from './share.ts';

/** All services decide alike and do as they are told, and what storefront decides by itself is not a quarter. */
export const rateOff = diagnosis(['rate-off'], (seen: Traffic) => {
  const reading = readShare(seen);
  if (reading.isRight) return undefined;
  return {
    status: 'fail',
    finding: 'rate-off',
    values: { kept: String(reading.kept), of: String(reading.of), reading: sayReading(reading) },
    evidence: [stripFact(plainOf(seen)), ...(reading.by === 'pace' ? rowFacts(pacedOf(seen)) : [])],
  };
});
