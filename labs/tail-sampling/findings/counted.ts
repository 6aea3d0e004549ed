import type { Traffic } from '#grading/experiments/traffic/seen.ts';
import type { CollectorCounters } from '#telemetry/clients/collector-counters.ts';
import { totalOf } from '#telemetry/clients/collector-counters.ts';

/** Traces that the sampler met and neither decided on nor gave up. */
export function undecidedIn({ met, decisions, evicted, tooLarge }: CollectorCounters): number {
  return Math.max(0, totalOf(met) - totalOf(decisions) - totalOf(evicted) - totalOf(tooLarge));
}

/** Traces that all policies together chose, each as often as a sampler did. */
function chosenIn({ decisions }: CollectorCounters): number {
  return totalOf(decisions, { sampled: 'true' });
}

/** Traces that were chosen and that no other sampler of the same pipeline decided on afterwards. */
export function chosenLast(seen: Counted): number {
  return seen.collector ? Math.max(0, chosenIn(seen.collector) - metAgain(seen)) : 0;
}

/** Traces of the attempt that were chosen for certain: those on which it had not decided before may all have been. */
export function surelyChosenIn(seen: Counted): number {
  return Math.max(0, chosenLast(seen) - (seen.backlog ?? 0));
}

type Counted = Pick<Traffic, 'collector' | 'backlog' | 'sampledPipelines'> & {
  requests: { readonly length: number };
};

/** Each pipeline's first sampler meets every trace; what is met beyond that comes from one sampler to the next. */
function metAgain({ requests, collector, sampledPipelines }: Counted): number {
  if (!collector || sampledPipelines === undefined) return 0;
  return Math.max(0, totalOf(collector.met) - sampledPipelines * requests.length);
}
