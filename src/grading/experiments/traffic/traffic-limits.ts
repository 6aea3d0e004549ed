import { settleLimits } from '../checkout/settle/settle-limits.ts';
import type { TrafficLimits } from './decide-traffic.ts';

/** The limits for services whose span processors send a batch every `exportDelay`. */
export function trafficLimits(exportDelay: number): TrafficLimits {
  const { quiet, late } = settleLimits(exportDelay);
  return {
    quiet,
    late,
    // The slowest card of the Bookstore is declined after 3 s, in which nothing is logged; the same again for a busy machine.
    lost: 6500,
    // The worker takes eight messages at a time: twenty slow ones keep it for 9 s, and the answers come before its work.
    deadline: 20_000,
  };
}

/** What an attempt may take besides its requests: milliseconds. Building, the warm-up, the limits above, and the bench's own control. */
const BESIDES = 90_000;
/** One request and one look-up by id, four and eight at a time: measured are 12 ms, seen on an overloaded machine 70 ms. */
const EACH = 100;

/** After a lapse of the bench the experiment is run once more. */
const RUNS = 2;

/** Milliseconds that a check with so many requests may take. */
export function limitFor(requests: number, collectorWait = 0): number {
  return BESIDES + RUNS * (EACH * requests + collectorWait);
}
