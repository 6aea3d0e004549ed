import { brokenBench } from '#grading/bench-faults/broken-bench.ts';
import { notSettled } from '#grading/bench-faults/not-settled.ts';
import type { Experiment } from '#grading/experiment.ts';
import { checkoutFails } from '#grading/findings/checkout-fails.ts';
import type { Judgement } from '#grading/judgement.ts';
import { keptPipeline } from './observation.ts';
import type { PipelineSeen } from './pipeline-seen.ts';
import { runPipeline } from './run-pipeline.ts';

/**
 * An experiment for a Collector that is the learner's work: a few checkouts, what arrives of them in Tempo, what each
 * component of the Collector counted meanwhile and complained of, and how the Collector reads its files. Nothing of the
 * check's own goes through the Collector.
 */
export function pipeline(): Experiment<PipelineSeen> {
  return {
    exhibits: ['collector'],
    run: ({ runtime, setup, progress }, signal) =>
      runPipeline({ runtime, file: setup.collector ?? 'collector.yaml', progress, signal }),
    trouble,
    troubles: ['checkout-fails', 'not-settled', 'bench-broken'],
    observation: keptPipeline,
    traces: ({ checkouts }) => checkouts.map(({ probe: { traceId, spanId } }) => ({ traceId, spanId })),
  };
}

function trouble({ checkouts, counted, settled }: PipelineSeen): Judgement | undefined {
  const failed = checkouts
    .map((one) => checkoutFails({ ...one, labels: [one.label], logs: [] }))
    .find((found) => found !== undefined);
  if (failed) return failed;
  // The bench's own part of the configuration has the metrics: no file of the learner's takes them away.
  if (!counted) return brokenBench('collector', 'its metrics did not answer');
  if (settled) return undefined;
  return notSettled(checkouts[0]!.probe.traceId, 'Spans still came in at the deadline.');
}
