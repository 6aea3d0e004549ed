import { type Diagnose, diagnosis } from '#grading/diagnosis.ts';
import type { Traffic } from '#grading/experiments/traffic/seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { chosenLast } from './counted.ts';
import { countFact, isStored, policyFacts, rowFacts, stripFact } from './facts.ts';
import { ordinaryOf } from './groups.ts';
import { quick } from './in-time.ts';
import { readShare } from './share.ts';

/** So many times what the sampler chose is stored: a second way leads into the store. */
const MANY_MORE = 1.5;
/** Of a hundred ordinary checkouts that way lets through so many: on a way that drops more, somebody meant to take a share. */
const MOST_OF_ALL = 0.9;

/** Nearly everything is stored, and that is much more than the sampler chose. */
export const unsampledCopy = diagnosis(['unsampled-copy'], (seen: Traffic) => {
  const chosen = chosenLast(seen);
  const stored = seen.requests.filter(isStored).length;
  const ordinary = ordinaryOf(seen);
  const isAll = ordinary.filter(isStored).length >= ordinary.length * MOST_OF_ALL;
  if (stored <= chosen * MANY_MORE || !isAll) return undefined;
  return {
    ...{ status: 'fail', finding: 'unsampled-copy' },
    values: { chosen: String(chosen), stored: String(stored), of: String(seen.requests.length) },
    evidence: [
      countFact(
        'otelcol_processor_tail_sampling_global_count_traces_sampled',
        chosen,
        `The sampler chose ${chosen} traces; ${stored} are stored.`,
      ),
      ...rowFacts(ordinary.filter(isStored)),
    ],
  };
});

/** More of the ordinary checkouts is kept than a twentieth, or less. */
export const shareWrong = diagnosis(
  ['rest-not-sampled', 'rest-too-few'],
  (seen: Traffic): Judgement<'rest-not-sampled' | 'rest-too-few'> | undefined => {
    const { verdict, kept, of, said } = readShare(seen);
    if (verdict === 'right') return undefined;
    const share = of === 0 ? '0' : String(Math.round((1000 * kept) / of) / 10);
    return {
      ...{ status: 'fail', finding: verdict === 'too-few' ? 'rest-too-few' : 'rest-not-sampled' },
      values: { kept: String(kept), of: String(of), share, reading: said },
      evidence: [stripFact(quick(ordinaryOf(seen))), ...policyFacts(seen)],
    };
  },
);

/** Whether more requests are needed to read the share: nothing else is wrong, and what was sent does not decide. */
export function needsMore(earlier: readonly Diagnose<Traffic>[]): (seen: Traffic) => boolean {
  return (seen) => {
    if (earlier.some((diagnose) => diagnose(seen))) return false;
    const { by, verdict } = readShare(seen);
    return by === 'count' && verdict === 'right';
  };
}
