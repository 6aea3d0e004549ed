import { diagnosis } from '#grading/diagnosis.ts';
import type { PipelineSeen } from '#grading/experiments/pipeline/pipeline-seen.ts';
import { LONGEST_WAIT } from '#grading/experiments/pipeline/settle-pipeline.ts';
import { samplingWait } from '#grading/experiments/pipeline/tail-samplers.ts';
import { countFact, placeFact } from './facts.ts';
import { ofType, wayOf } from './the-way.ts';

/** The sampler had not decided when the check ended, and waits longer than the check does. */
export const decisionTooLate = diagnosis(['decision-too-late'], (seen: PipelineSeen) => {
  const { graph, live } = wayOf(seen);
  const wait = samplingWait(graph) ?? 0;
  if (seen.undecided === 0 || wait <= LONGEST_WAIT) return undefined;
  const sampler = ofType(
    live.flatMap(({ processors }) => processors),
    'tail_sampling',
  );
  return {
    status: 'fail',
    finding: 'decision-too-late',
    values: {
      ...{ undecided: String(seen.undecided), wait: String(wait / 1000) },
      ...{ longest: String(LONGEST_WAIT / 1000), sampler: sampler ?? 'tail_sampling', file: seen.file },
    },
    evidence: [
      countFact(
        'otelcol_processor_tail_sampling_new_trace_id_received',
        seen.undecided,
        'Traces without a decision.',
      ),
      placeFact(seen.file, `processors.${sampler}.decision_wait`, `It is ${wait / 1000} s.`),
    ],
  };
});
