import { stageOf } from '#grading/bench-faults/stages.ts';
import { traceFact } from '#grading/evidence.ts';
import type { Judgement } from '#grading/judgement.ts';
import type { OwnTrace } from './seen.ts';

/** What is said of a trace that is not all there yet: try again. Undefined where it is, so that a judge may decide. */
export function stillGrowing({ traceId, growing }: OwnTrace): Judgement<'not-settled'> | undefined {
  if (!growing) return undefined;
  return {
    ...{ status: 'inconclusive', finding: 'not-settled', values: { traceId } },
    evidence: [traceFact(traceId, 'tempo', 'Spans of this trace still came in when the check ended.')],
    stage: stageOf('tempo', 'everything is stored'),
  };
}
