import { brokenBench } from '#grading/bench-faults/broken-bench.ts';
import { notSettled } from '#grading/bench-faults/not-settled.ts';
import { checkoutFails } from '#grading/findings/checkout-fails.ts';
import type { Judgement } from '#grading/judgement.ts';
import type { PipelineSeen } from './pipeline-seen.ts';

/** Why nothing can be said of the learner's Collector: the checkouts failed, a part of the bench did, or spans still came. */
export function pipelineTrouble(seen: PipelineSeen): Judgement | undefined {
  const { checkouts, counted, graph, jaegerProblem, settled } = seen;
  const failed = checkouts
    .map((one) => checkoutFails({ ...one, labels: [one.label], logs: [] }))
    .find((found) => found !== undefined);
  if (failed) return failed;
  // The bench's own part of the configuration has the metrics: no file of the learner's takes them away.
  if (!counted) return brokenBench('collector', 'its metrics did not answer');
  if (!graph)
    return brokenBench('collector', 'its program could not be asked how it reads the configuration');
  if (jaegerProblem) return brokenBench('jaeger', jaegerProblem);
  if (settled) return undefined;
  return notSettled(checkouts[0]!.probe.traceId, 'Spans still came in at the deadline.');
}
