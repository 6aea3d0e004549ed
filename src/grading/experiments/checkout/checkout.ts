import type { Experiment } from '#grading/experiment.ts';
import type { Part } from '#system/part-names.ts';
import { checkoutTrouble } from './checkout-trouble.ts';
import { keptCheckout } from './observation.ts';
import type { Observation } from './probes/probe-result.ts';
import { runCheckout } from './run-checkout.ts';
import type { DetachedRoots } from './settle/trace-fetcher.ts';

interface CheckoutOptions {
  /**
   * Whether to look for traces of the same time that are none of the attempt's: those that a database call began, or all.
   * Takes another 1.5 s.
   */
  detachedRoots?: DetachedRoots;
  /** Books that catalog is asked for straight, besides the one that it always is. */
  books?: readonly string[];
  exhibits?: readonly Part[];
}

/**
 * The first experiment: about twenty checkouts that differ in book, card, trace id and headers, two of them slow and
 * overtaken by the others, another whose trace is not to be recorded, and a request straight to each service that
 * storefront calls.
 */
export function checkout({
  detachedRoots,
  books = [],
  exhibits = [],
}: CheckoutOptions = {}): Experiment<Observation> {
  return {
    exhibits,
    run: ({ runtime, progress }, signal) => runCheckout({ runtime, detachedRoots, books, progress, signal }),
    trouble: checkoutTrouble,
    troubles: ['checkout-fails', 'not-settled', 'bench-broken'],
    observation: keptCheckout,
    traces: ({ checkouts, orders, catalog }) =>
      [...checkouts, orders, catalog].map(({ probe: { traceId, spanId } }) => ({ traceId, spanId })),
  };
}
