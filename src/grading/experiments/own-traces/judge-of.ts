import type { Judge } from '#grading/judge.ts';
import type { Judgement } from '#grading/judgement.ts';
import type { OwnTraces } from './seen.ts';

/** Makes a judge of the learner's traces; the compiler sees to it that it gives no finding but those it names. */
export function judgeOf<const Id extends string>(
  gives: readonly Id[],
  judge: (seen: OwnTraces) => Judgement<NoInfer<Id>>,
): Judge<OwnTraces> {
  return Object.assign((seen: OwnTraces) => judge(seen), { gives });
}
