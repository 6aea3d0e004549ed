import type { Experiment } from '#grading/experiment.ts';
import type { Part } from '#system/part-names.ts';
import { type FurtherWave, joined } from './further-wave.ts';
import { keptTraffic } from './observation.ts';
import { runTraffic, type TrafficWish } from './run-traffic.ts';
import type { Traffic } from './seen.ts';
import { limitFor } from './traffic-limits.ts';
import { trafficTrouble } from './traffic-trouble.ts';

interface TrafficOptions
  extends Omit<TrafficWish, 'parents' | 'wakes'>,
    Partial<Pick<TrafficWish, 'parents'>> {
  exhibits?: readonly Part[];
  further?: FurtherWave;
}

/**
 * An experiment of many requests: groups of them with chosen trace ids, flags, books and cards, shuffled and sent four at
 * a time. It sees what each left behind: which services logged it with which flags, and what of its trace is stored. A
 * further wave is sent only where the first one does not decide.
 */
export function traffic({
  groups,
  parents = true,
  collector,
  exhibits = [],
  further,
}: TrafficOptions): Experiment<Traffic> {
  const all = [...groups, ...(further?.groups ?? [])];
  const count = all.reduce((sum, group) => sum + group.count, 0);
  const waits = (collector?.atMost ?? 0) * (further ? 2 : 1);
  const wish = { parents, wakes: exhibits.includes('collector'), ...(collector && { collector }) };
  return {
    exhibits,
    limit: limitFor(count, waits),
    async run(bench, signal) {
      const seen = await runTraffic({ ...wish, groups }, bench, signal);
      if (!further?.needed(seen)) return seen;
      return joined(seen, await runTraffic({ ...wish, groups: further.groups }, bench, signal));
    },
    trouble: (seen) => trafficTrouble(seen, { groups: all, exhibits }),
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
