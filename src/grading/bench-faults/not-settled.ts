import { traceFact } from '../evidence.ts';
import type { Judgement } from '../judgement.ts';
import { stageOf } from './stages.ts';

/** Spans of a trace still came in when the check could wait no longer, so that nothing can be said of it yet. */
export function notSettled(traceId: string, note: string): Judgement<'not-settled'> {
  return {
    ...{ status: 'inconclusive', finding: 'not-settled', values: { traceId } },
    evidence: [traceFact(traceId, 'tempo', note)],
    stage: stageOf('tempo', 'everything is stored'),
  };
}
