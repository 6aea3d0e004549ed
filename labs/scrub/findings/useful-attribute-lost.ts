import { type Diagnose, diagnosis } from '#grading/diagnosis.ts';
import { spanFact } from '#grading/evidence.ts';
import type { LeaksSeen } from '#grading/experiments/leaks/seen.ts';
import { checkoutFact, pipelineFacts } from './facts.ts';
import { type LostValue, lostIn } from './useful-values.ts';
import { STORE } from './words.ts';

/** A value that an engineer needs is missing or another one behind the Collector, which the services send. */
export const usefulAttributeLost = lostBy(({ key, service, sent }) => ({
  meant: `${service} sends ${sent}`,
  look: `The rule that meets ${key} or its value in \`collector/collector.yaml\`, or the code of ${service} that wrote it`,
  next: 'Compare a span before and after the Collector',
}));

/** The same where no Collector takes anything away. */
export const usefulAttributeNotSent = lostBy(({ key, service, sent }) => ({
  meant: `an engineer needs ${sent}, which was sent before`,
  look: `The code of ${service} that writes ${key}`,
  next: 'Look at a span of such a checkout with `lab trace --full`',
}));

type Words = Record<'meant' | 'look' | 'next', string>;

function lostBy(wordsOf: (lost: LostValue) => Words): Diagnose<LeaksSeen> {
  return diagnosis(['useful-attribute-lost'], (seen: LeaksSeen) => {
    for (const store of seen.stores) {
      for (const probe of seen.probes) {
        const lost = lostIn(probe.stored[store] ?? [], probe);
        if (!lost) continue;
        const { key, span, service, now } = lost;
        return {
          ...{ status: 'fail', finding: 'useful-attribute-lost' },
          values: {
            ...{ store: STORE[store], key, span: span.name, service, now },
            ...wordsOf(lost),
            probe: probe.label,
          },
          evidence: [
            spanFact(span, `${STORE[store]}, checkout ${probe.id}: ${key} is ${now}.`),
            checkoutFact(store, probe),
            ...pipelineFacts(seen),
          ],
        };
      }
    }
    return undefined;
  });
}
