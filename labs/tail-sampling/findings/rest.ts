import { type Diagnose, diagnosis } from '#grading/diagnosis.ts';
import type { Traffic } from '#grading/experiments/traffic/seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { chosenLast } from './counted.ts';
import { countFact, isStored, policyFacts, rowFacts, stripFact } from './facts.ts';
import { freeOf, ordinaryOf } from './groups.ts';
import { barelyQuick, LEAST_BARELY_QUICK, quick } from './in-time.ts';
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

/**
 * So many of them have to be kept, of those that a busy machine did not slow down: all of four or five, and of six all but one.
 * A twentieth keeps four of four in 6.3 of a million checks, and five of six in 1.8.
 */
export function mostOf(count: number): number {
  return count >= 6 ? count - 1 : count;
}

/**
 * Traces are kept whose only fault is that they took nearly half a second, and of the others not as many. That tells more than
 * a share can, which a busy machine raises as well: with such a policy whatever it slows down is kept.
 */
export const quickCalledSlow = diagnosis(['rest-not-sampled'], (seen: Traffic) => {
  const all = barelyQuick(seen);
  const kept = all.filter(isStored);
  const others = quick([...ordinaryOf(seen), ...freeOf(seen)]);
  const keptOfOthers = others.filter(isStored).length;
  const isMost = all.length >= LEAST_BARELY_QUICK && kept.length >= mostOf(all.length);
  if (!isMost || keptOfOthers > others.length / 2) return undefined;
  return {
    ...{ status: 'fail', finding: 'rest-not-sampled' },
    values: {
      ...{ kept: String(kept.length), of: String(all.length) },
      share: String(Math.round((1000 * kept.length) / all.length) / 10),
      reading: `Each has a look-up 0.35 s after its checkout, so that its trace is longer than others, and over within half a second. Of the shorter ones ${keptOfOthers} of ${others.length} were kept.`,
    },
    evidence: [...rowFacts(kept), ...policyFacts(seen)],
  };
});

/** Whether more requests are needed to read the share: nothing else is wrong, and what was sent does not decide. */
export function needsMore(earlier: readonly Diagnose<Traffic>[]): (seen: Traffic) => boolean {
  return (seen) => {
    if (earlier.some((diagnose) => diagnose(seen))) return false;
    const { by, verdict } = readShare(seen);
    return by === 'count' && verdict === 'right';
  };
}
