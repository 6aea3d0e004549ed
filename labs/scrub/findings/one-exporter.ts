import { diagnosis } from '#grading/diagnosis.ts';
import { type LeaksSeen, STORES } from '#grading/experiments/leaks/seen.ts';
import { leakFacts, pipelineFacts, storeFacts } from './facts.ts';
import { readable, spansIn, storedLeaks } from './leaking.ts';
import { placesSaid, STORE } from './words.ts';

/** One store is clean in all checkouts and the other is not. */
export const scrubbedOnlyOneExporter = diagnosis(['scrubbed-only-one-exporter'], (seen: LeaksSeen) => {
  const leaks = storedLeaks(seen);
  const clean = STORES.find((store) => !leaks.some((one) => one.store === store));
  const leaking = STORES.find((store) => readable(leaks).some((one) => one.store === store));
  if (!clean || !leaking) return undefined;
  const open = readable(leaks).filter(({ store }) => store === leaking);
  return {
    ...{ status: 'fail', finding: 'scrubbed-only-one-exporter' },
    values: {
      ...{ clean: STORE[clean], leaking: STORE[leaking] },
      ...{ spans: String(spansIn(seen, clean)), places: placesSaid(open) },
    },
    evidence: [...leakFacts(open), ...storeFacts(seen), ...pipelineFacts(seen)],
  };
});
