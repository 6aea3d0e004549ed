import { benchLost } from '#grading/bench-faults/bench-lost.ts';
import { brokenBench } from '#grading/bench-faults/broken-bench.ts';
import { notSettled } from '#grading/bench-faults/not-settled.ts';
import { checkoutFails } from '#grading/findings/checkout-fails.ts';
import type { Judgement } from '#grading/judgement.ts';
import { type Part, SERVICES } from '#system/part-names.ts';
import { type LeaksSeen, STORES } from './seen.ts';

/** Why nothing can be said of the learner's work: the checkouts failed, a part of the bench did, or spans still came. */
export function leaksTrouble({
  probes,
  counted,
  problems,
  searchProblem,
  unreached,
  beyond,
  settled,
}: LeaksSeen): Judgement | undefined {
  const failed = probes
    .map((one) => checkoutFails({ ...one, labels: [one.label], spans: [], logs: [] }))
    .find((found) => found !== undefined);
  if (failed) return failed;
  // The bench's own part of the configuration has the metrics: no file of the learner's takes them away.
  if (!counted) return brokenBench('collector', 'its metrics did not answer');
  const silent = STORES.find((store) => problems[store] !== undefined);
  if (silent) return brokenBench(silent, problems[silent]!);
  const lost = benchLost({ ownStored: true, searchProblem, unreached });
  if (lost) return lost;
  if (beyond?.problem) return brokenBench(partIn(beyond.problem), beyond.problem);
  if (settled) return undefined;
  return notSettled(probes[0]!.probe.traceId, 'Spans still came in at the deadline.');
}

/** A problem begins with the part that was asked: a service for its page of metrics, or the database. */
function partIn(problem: string): Part {
  const asked: readonly Part[] = [...SERVICES, 'postgres'];
  return asked.find((part) => problem.startsWith(`${part}: `)) ?? SERVICES[0]!;
}
