import type { Experiment } from '#grading/experiment.ts';
import { keptPipeline } from './observation.ts';
import type { PipelineSeen } from './pipeline-seen.ts';
import { pipelineTrouble } from './pipeline-trouble.ts';
import { type Mix, SMALL_MIX } from './plan-pipeline.ts';
import { runPipeline } from './run-pipeline.ts';

interface PipelineWish {
  /** How many checkouts of each kind are sent; a small mix unless something else is said. */
  mix?: Mix;
  /** Whether Jaeger is asked for the same traces as Tempo. */
  asksJaeger?: boolean;
}

/** Milliseconds that a check may take: a Collector whose sampler decides after eight seconds, exporters that wake after eleven, and a second run after a lapse. */
const LIMIT = 120_000;

/**
 * An experiment for a Collector that is the learner's work: a few checkouts, what arrives of them in the backends, what
 * each component of the Collector counted meanwhile and complained of, and how the Collector reads its files. Nothing of
 * the check's own goes through the Collector.
 */
export function pipeline({
  mix = SMALL_MIX,
  asksJaeger = false,
}: PipelineWish = {}): Experiment<PipelineSeen> {
  return {
    exhibits: ['collector'],
    limit: LIMIT,
    run: ({ runtime, setup, progress }, signal) => {
      const file = setup.collector ?? 'collector.yaml';
      return runPipeline({ runtime, file, mix, asksJaeger, progress, signal });
    },
    trouble: pipelineTrouble,
    troubles: ['checkout-fails', 'not-settled', 'bench-broken'],
    observation: keptPipeline,
    traces: ({ checkouts }) => checkouts.map(({ probe: { traceId, spanId } }) => ({ traceId, spanId })),
  };
}
