import type { Diagnose } from './diagnosis.ts';
import type { Judge } from './judge.ts';
import type { Judgement } from './judgement.ts';

/**
 * The first finding of a list that is the case for what an experiment saw, otherwise the pass. For any experiment;
 * checkouts have `firstFinding`, which asks every one of them.
 */
export function firstOf<Seen>(
  diagnoses: readonly Diagnose<Seen>[],
  pass: (seen: Seen) => Judgement<'pass'>,
): Judge<Seen> {
  const judge = (seen: Seen): Judgement => {
    for (const diagnose of diagnoses) {
      const found = diagnose(seen);
      if (found) return found;
    }
    return pass(seen);
  };
  return Object.assign(judge, { gives: [...new Set(diagnoses.flatMap(({ gives }) => gives)), 'pass'] });
}
