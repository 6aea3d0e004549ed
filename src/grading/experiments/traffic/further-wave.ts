import type { CollectorCounters } from '#telemetry/clients/collector-counters.ts';
import type { TrafficGroup } from './group.ts';
import type { Traffic } from './seen.ts';

/** Requests that are sent only where those before them do not decide, because they take long. */
export interface FurtherWave {
  needed: (seen: Traffic) => boolean;
  groups: readonly TrafficGroup[];
}

/** What two waves left behind, as if they had been one. */
export function joined(first: Traffic, second: Traffic): Traffic {
  const collector = first.collector && second.collector && added(first.collector, second.collector);
  const unreached = first.unreached ?? second.unreached;
  // What the first had not decided on when the second began is no trace of before.
  const { collector: _, unreached: __, backlog: ___, ...rest } = second;
  return {
    ...rest,
    requests: [...first.requests, ...second.requests],
    samples: [...first.samples, ...second.samples],
    decided: first.decided && second.decided,
    settled: first.settled && second.settled,
    control: first.control.stored && !first.control.problem ? second.control : first.control,
    exportErrors: { ...first.exportErrors, ...second.exportErrors },
    ...(collector && { collector }),
    ...(first.backlog && { backlog: first.backlog }),
    ...(unreached && { unreached }),
  };
}

/** The counts of both, one series after the other: whoever adds them up gets the sum. */
function added(first: CollectorCounters, second: CollectorCounters): CollectorCounters {
  const keys = Object.keys(first) as (keyof CollectorCounters)[];
  return Object.fromEntries(
    keys.map((key) => [key, [...first[key], ...second[key]]]),
  ) as unknown as CollectorCounters;
}
