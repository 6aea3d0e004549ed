import { diagnosis } from '#grading/diagnosis.ts';
import { spanFact } from '#grading/evidence.ts';
import type { LeaksSeen } from '#grading/experiments/leaks/seen.ts';
import { checkoutFact, pipelineFacts } from './facts.ts';
import { lostIn } from './useful-values.ts';
import { STORE } from './words.ts';

/** A value that an engineer needs is missing or another one. */
export const usefulAttributeLost = diagnosis(['useful-attribute-lost'], (seen: LeaksSeen) => {
  for (const store of seen.stores) {
    for (const probe of seen.probes) {
      const lost = lostIn(probe.stored[store] ?? [], probe);
      if (!lost) continue;
      const { key, span, service, now, sent } = lost;
      return {
        ...{ status: 'fail', finding: 'useful-attribute-lost' },
        values: { ...{ store: STORE[store], key, span: span.name, service, now, sent }, probe: probe.label },
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
