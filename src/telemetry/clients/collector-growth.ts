import type { CollectorCounters } from './collector-counters.ts';

type Counts = CollectorCounters[keyof CollectorCounters];

/**
 * What the components of a Collector counted between two readings. What waits in a queue is no count and stays as it was
 * at the end. A Collector that was started anew meanwhile counts from 0, so that nothing grew less.
 */
export function countersGrowth(before: CollectorCounters, after: CollectorCounters): CollectorCounters {
  const names = Object.keys(after) as (keyof CollectorCounters)[];
  const grown = names.map((name) => [
    name,
    name === 'waiting' ? after[name] : since(before[name], after[name]),
  ]);
  return Object.fromEntries(grown) as CollectorCounters;
}

function since(before: Counts, after: Counts): Counts {
  const old = new Map(before.map(({ labels, count }) => [keyOf(labels), count]));
  return after.map(({ labels, count }) => ({
    labels,
    count: Math.max(0, count - (old.get(keyOf(labels)) ?? 0)),
  }));
}

function keyOf(labels: Counts[number]['labels']): string {
  return JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
