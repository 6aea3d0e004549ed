import type { Traffic } from '#grading/experiments/traffic/seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { isStored, policyFacts, rowFacts, stripFact } from './facts.ts';
import { barelySlowOf, ordinaryOf, slowInsertOf } from './groups.ts';
import { mustKeep, quick } from './in-time.ts';
import { readShare } from './share.ts';

/** Everything that has to be kept is there, and a twentieth of the rest. */
export function passedWith({ late }: { late: boolean }): (seen: Traffic) => Judgement<'pass'> {
  return (seen) => {
    const { kept, of, said } = readShare(seen);
    const errors = [...mustKeep.declined(seen), ...mustKeep.unknown(seen), ...mustKeep.unanswered(seen)];
    const slow = [mustKeep.slow, slowInsertOf, barelySlowOf].flatMap((of) => of(seen)).filter(isStored);
    const failed = late ? mustKeep.late(seen) : [];
    const ordinary = ordinaryOf(seen);
    return {
      status: 'pass',
      finding: 'pass',
      values: {
        ...{ kept: String(kept), of: String(of), reading: said },
        ...{ errors: String(errors.length), slow: String(slow.length), late: String(failed.length) },
      },
      evidence: [
        stripFact(quick(ordinary)),
        ...rowFacts([...failed.slice(0, 1), ...errors.slice(0, 1), ...slow.slice(0, 1)]),
        ...rowFacts(ordinary.filter((one) => !isStored(one)).slice(0, 1)),
        ...policyFacts(seen),
      ],
    };
  };
}
