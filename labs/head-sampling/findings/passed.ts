import type { Traffic } from '#grading/experiments/traffic/seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { lineFact } from '#grading/log-evidence.ts';
import { SERVICES } from '#system/part-names.ts';
import { decisionOf, isRecorded } from './decision.ts';
import { rowFacts, stripFact } from './facts.ts';
import { flaggedOf, plainOf } from './groups.ts';
import { refusalOf } from './refused.ts';
import { readShare, sayReading } from './share.ts';

/** One decision a trace, the caller's where there is one, and a quarter of the others; says what is odd all the same. */
export function passedAgree(seen: Traffic): Judgement<'pass'> {
  const plain = plainOf(seen);
  const flagged = flaggedOf(seen);
  const reading = readShare(seen);
  const refusals = SERVICES.flatMap((service) => {
    const refusal = refusalOf(seen, service);
    return refusal ? [{ service, ...refusal }] : [];
  });
  const kept = plain.find((request) => decisionOf(request, 'storefront'));
  const dropped = plain.find((request) => decisionOf(request, 'storefront') === false);
  return {
    status: 'pass',
    finding: 'pass',
    values: {
      ...{ kept: String(reading.kept), of: String(reading.of), reading: sayReading(reading) },
      wanted: String(flagged.filter(({ probe }) => isRecorded(probe.header)).length),
      unwanted: String(flagged.filter(({ probe }) => !isRecorded(probe.header)).length),
      remark: refusals
        .map(({ service, said }) => ` The log of ${service} says “${said}”: its SDK decides by its default.`)
        .join(''),
    },
    evidence: [
      stripFact(plain),
      ...rowFacts([kept, dropped].filter((one) => one !== undefined)),
      ...refusals.map(({ line }) => lineFact(line, { field: 'error' })),
    ],
  };
}
