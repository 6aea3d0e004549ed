import { traceFact } from '#grading/evidence.ts';
import type { PipelineSeen } from '#grading/experiments/pipeline/pipeline-seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { accepted } from './arrivals.ts';

/** Every checkout is whole in Tempo. */
export function passed(seen: PipelineSeen): Judgement<'pass'> {
  const { checkouts } = seen;
  return {
    status: 'pass',
    finding: 'pass',
    values: { accepted: String(accepted(seen)), checkouts: String(checkouts.length) },
    evidence: checkouts.map(({ probe, label, spans }) =>
      traceFact(probe.traceId, 'storefront', `${label}: ${spans.length} spans.`),
    ),
  };
}
