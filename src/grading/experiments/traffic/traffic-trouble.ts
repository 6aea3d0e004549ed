import { collectorLost } from '#grading/bench-faults/bench-lost.ts';
import { brokenBench } from '#grading/bench-faults/broken-bench.ts';
import { stageOf } from '#grading/bench-faults/stages.ts';
import { traceFact } from '#grading/evidence.ts';
import type { Judgement } from '#grading/judgement.ts';
import type { Part } from '#system/part-names.ts';
import { isAccepted } from '../checkout/is-accepted.ts';
import type { TrafficGroup } from './group.ts';
import type { Traffic, TrafficResult } from './seen.ts';

/** Of a hundred requests, so many have to be accepted, and logged by those who handle them: of fewer no share can be told. */
const ENOUGH = 0.95;

/** Why nothing can be said of the learner's work: the store or the way to it failed, or too few requests went through. */
export function trafficTrouble(
  { requests, control, unreached, settled }: Traffic,
  { groups, exhibits }: { groups: readonly TrafficGroup[]; exhibits: readonly Part[] },
): Judgement | undefined {
  if (!control.stored) {
    const reason = control.problem ?? 'a span that Spanwise sent at the start of this check was not found';
    return brokenBench('tempo', reason, stageOf('tempo', 'stores spans'));
  }
  if (control.problem) return brokenBench('tempo', control.problem, stageOf('tempo', 'answers'));
  if (unreached && !exhibits.includes('collector')) return collectorLost(unreached);
  const refused = new Set(groups.filter((group) => group.refused).map(({ label }) => label));
  const meant = requests.filter(({ label }) => !refused.has(label));
  const failed = meant.filter(({ answer }) => !isAccepted(answer.status));
  if (failed.length > meant.length * (1 - ENOUGH)) return tooManyFail(failed, meant.length);
  const unlogged = meant.filter(({ logs, to }) => !logs.some(({ service }) => service === lastOf(to)));
  if (settled && unlogged.length <= meant.length * (1 - ENOUGH)) return undefined;
  const { traceId } = (unlogged[0] ?? requests[0]!).probe;
  const note = settled
    ? `${unlogged.length} of ${meant.length} requests were accepted and never logged by the last service they go to.`
    : 'Services still logged requests of this check at the deadline.';
  return {
    ...{ status: 'inconclusive', finding: 'not-settled', values: { traceId } },
    evidence: [traceFact(traceId, 'spanwise', note)],
    stage: stageOf('payments-worker', 'the order reaches it'),
  };
}

function lastOf(to: TrafficResult['to']): string {
  return to === 'catalog' ? 'catalog' : 'payments-worker';
}

function tooManyFail(failed: readonly TrafficResult[], of: number): Judgement {
  const [{ answer, probe, to }] = failed as [TrafficResult];
  const said = answer.status === 0 ? `nothing: ${answer.body}` : `HTTP ${answer.status}: ${answer.body}`;
  return {
    ...{ status: 'fail', finding: 'checkout-fails', values: { answer: said } },
    evidence: [traceFact(probe.traceId, to, `${failed.length} of ${of} requests were refused; this is one.`)],
    stage: stageOf(to, 'answers'),
  };
}
