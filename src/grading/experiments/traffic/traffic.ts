import type { Experiment } from '#grading/experiment.ts';
import type { Part } from '#system/part-names.ts';
import { keptTraffic } from './observation.ts';
import { runTraffic, type TrafficWish } from './run-traffic.ts';
import type { Traffic } from './seen.ts';
import { limitFor } from './traffic-limits.ts';
import { trafficTrouble } from './traffic-trouble.ts';

interface TrafficOptions extends Omit<TrafficWish, 'parents'>, Partial<Pick<TrafficWish, 'parents'>> {
  exhibits?: readonly Part[];
}

/**
 * An experiment of many requests: groups of them with chosen trace ids, flags, books and cards, shuffled and sent four at
 * a time. It sees what each left behind: which services logged it with which flags, and what of its trace is stored.
 */
export function traffic({
  groups,
  parents = true,
  collector,
  exhibits = [],
}: TrafficOptions): Experiment<Traffic> {
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  return {
    exhibits,
    limit: limitFor(count, collector?.atMost),
    run: (bench, signal) => runTraffic({ groups, parents, ...(collector && { collector }) }, bench, signal),
    trouble: (seen) => trafficTrouble(seen, { groups, exhibits }),
    troubles: ['bench-broken', 'checkout-fails', 'not-settled'],
    observation: keptTraffic,
    traces: ({ requests }) =>
      requests
        .map(({ probe: { traceId, spanId } }) => ({ traceId, spanId }))
        .filter(({ traceId, spanId }) => traceId !== '' && spanId !== '')
        .slice(0, LINKED),
  };
}

/** Links of the check's own trace: more than anybody follows. */
const LINKED = 20;
