import { collectorLost } from '#grading/bench-faults/bench-lost.ts';
import { brokenBench } from '#grading/bench-faults/broken-bench.ts';
import { stageOf } from '#grading/bench-faults/stages.ts';
import type { Judgement } from '#grading/judgement.ts';
import { isAccepted } from '../checkout/is-accepted.ts';
import type { OwnControl, OwnTraces } from './seen.ts';

/**
 * Why nothing can be said of the learner's traces: the store lost the check's own span, or a shop that nobody has edited
 * lost the check's own checkout. Without this a trace that was lost could not be told from one that was never there.
 */
export function ownTracesTrouble(
  { control, unreached, searchProblem }: OwnTraces,
  { shopIsGiven }: { shopIsGiven: boolean },
): Judgement | undefined {
  if (!control.stored) {
    const reason = control.problem ?? 'a span that Spanwise sent at the start of this check was not found';
    return brokenBench('tempo', reason, stageOf('tempo', 'stores spans'));
  }
  if (searchProblem) return brokenBench('tempo', searchProblem, stageOf('search', 'finds what is stored'));
  if (!shopIsGiven || control.whole) return undefined;
  if (unreached) return collectorLost(unreached);
  return lostControl(control);
}

function lostControl({ answer, spans }: OwnControl): Judgement {
  const { status, body } = answer;
  if (!isAccepted(status)) {
    const said = status === 0 ? body : `it answered ${status}`;
    return brokenBench('storefront', `a checkout that Spanwise sent failed: ${said}`);
  }
  const services = [...new Set(spans.map(({ service }) => service))].filter((one) => one !== 'spanwise');
  const reason = `a checkout that Spanwise sent left ${services.length > 0 ? `spans of ${services.join(', ')} only` : 'no span'}, and nothing in the shop was changed`;
  return brokenBench('collector', reason, stageOf('collector', 'sends spans on'));
}
