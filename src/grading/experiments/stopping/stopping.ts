import { brokenBench } from '#grading/bench-faults/broken-bench.ts';
import { stageOf } from '#grading/bench-faults/stages.ts';
import type { Experiment } from '#grading/experiment.ts';
import type { Judgement } from '#grading/judgement.ts';
import { keptStopping } from './observation.ts';
import { runStopping } from './run-stopping.ts';
import type { Stopped } from './seen.ts';

/** With fewer answers than this nothing can be said of what a stop loses. */
const ENOUGH = 5;

/**
 * An experiment about the end of a service: catalog is asked for books and stopped meanwhile. Every request that it answered
 * should be stored once it has ended. That catalog ends, and that storefront misses it for a moment, is the check's own doing.
 */
export function stopping(): Experiment<Stopped> {
  return {
    exhibits: ['catalog', 'storefront'],
    run: runStopping,
    trouble,
    troubles: ['checkout-fails'],
    observation: keptStopping,
    traces: ({ requests }) =>
      requests.slice(0, ENOUGH).map(({ probe: { traceId, spanId } }) => ({ traceId, spanId })),
  };
}

function trouble({ requests, unanswered }: Stopped): Judgement | undefined {
  if (unanswered !== undefined) return brokenBench('tempo', unanswered, stageOf('tempo', 'answers'));
  const well = requests.filter(({ answer }) => answer.status === 200);
  if (well.length >= ENOUGH) return undefined;
  const other = requests.find(({ answer }) => answer.status !== 200)?.answer;
  return {
    status: 'fail',
    finding: 'checkout-fails',
    values: { answer: other ? `HTTP ${other.status}: ${other.body.slice(0, 300)}` : 'nothing' },
    evidence: [],
  };
}
