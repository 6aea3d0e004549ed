import type { Traffic } from '#grading/experiments/traffic/seen.ts';
import type { CollectorCounters } from '#telemetry/clients/collector-counters.ts';
import { totalOf } from '#telemetry/clients/collector-counters.ts';

/** Traces that the sampler met and neither decided on nor gave up. */
export function undecidedIn({ met, decisions, evicted, tooLarge }: CollectorCounters): number {
  return Math.max(0, totalOf(met) - totalOf(decisions) - totalOf(evicted) - totalOf(tooLarge));
}

/** Traces that all policies together chose. */
export function chosenIn({ decisions }: CollectorCounters): number {
  return totalOf(decisions, { sampled: 'true' });
}

/** Traces of the attempt that were chosen for certain: those on which it had not decided before may all have been. */
export function surelyChosenIn({ collector, backlog = 0 }: Pick<Traffic, 'collector' | 'backlog'>): number {
  return collector ? Math.max(0, chosenIn(collector) - backlog) : 0;
}
