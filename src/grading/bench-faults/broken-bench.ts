import type { Part } from '#system/part-names.ts';
import type { Judgement } from '../judgement.ts';
import { stageOf } from './stages.ts';

/** The bench is at fault, not the learner. Names the part, and the stage that fails where it is known. */
export function brokenBench(
  part: Part,
  reason: string,
  stage: string = stageOf(part, 'answers'),
): Judgement<'bench-broken'> {
  return {
    status: 'broken',
    finding: 'bench-broken',
    values: { part, reason },
    evidence: [{ kind: 'backend', name: part, note: reason }],
    stage,
  };
}
