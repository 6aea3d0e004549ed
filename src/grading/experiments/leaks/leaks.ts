import type { Experiment } from '#grading/experiment.ts';
import { leaksTrouble } from './leaks-trouble.ts';
import { keptLeaks } from './observation.ts';
import { type LeaksWish, runLeaks } from './run-leaks.ts';
import type { LeaksSeen } from './seen.ts';

/** Milliseconds that a check may take: exporters that wake after eleven seconds, a search, and a second run after a lapse. */
const LIMIT = 120_000;

/**
 * An experiment about what may not be stored: four checkouts, each with a card number and an address that were made for it,
 * and everything that they left in the stores and in the services' logs. Nothing of the check's own goes through a
 * Collector that runs the learner's configuration.
 */
export function leaks(wish: LeaksWish): Experiment<LeaksSeen> {
  return {
    exhibits: wish.ownCollector ? ['collector'] : [],
    limit: LIMIT,
    run: (bench, signal) => runLeaks(wish, bench, signal),
    trouble: leaksTrouble,
    troubles: ['checkout-fails', 'not-settled', 'bench-broken'],
    observation: keptLeaks,
    traces: ({ probes }) => probes.map(({ probe: { traceId, spanId } }) => ({ traceId, spanId })),
  };
}
