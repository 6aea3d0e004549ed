import { randomUUID } from 'node:crypto';
import { newSpanId, newTraceId } from '#telemetry/trace/ids.ts';
import { ownTraceId } from '#telemetry/trace/own-trace-id.ts';
import { ACCEPTED_CARD } from '../accepted-card.ts';
import type { Probe } from '../checkout/probes/probe.ts';
import { placeRandomPart } from '../random-part.ts';
import type { TrafficGroup } from './group.ts';

/** One request of an attempt. */
export interface PlannedRequest {
  group: TrafficGroup;
  /** Its trace id and header are empty where the shop begins the trace. */
  probe: Probe;
  book: string;
  card: string;
  to: 'storefront' | 'orders' | 'catalog';
}

const BOOKS = ['b-100', 'b-200', 'b-300'] as const;

/** Draws for one id at most: one that a thousandth of all ids meets is missed by all of them in one attempt out of 10^8. */
const MOST_DRAWS = 20_000;

/** Every request of an attempt in the order in which they are sent: what comes first, then all the others shuffled, so that no group is at an end, then what has a pace of its own. */
export function planTraffic(groups: readonly TrafficGroup[]): PlannedRequest[] {
  const first = groups.filter((group) => group.first).flatMap(requestsOf);
  const others = groups.filter((group) => !group.first && group.every === undefined).flatMap(requestsOf);
  const paced = groups.filter((group) => group.every !== undefined).flatMap(requestsOf);
  return [...first, ...shuffled(others), ...paced];
}

function requestsOf(group: TrafficGroup): PlannedRequest[] {
  const { count, books = BOOKS, card = ACCEPTED_CARD, to = 'storefront' } = group;
  const ids = group.ids === 'none' ? [] : idsOf(group);
  return Array.from({ length: count }, (_, index) => ({
    ...{ group, card, to, book: books[index % books.length]! },
    probe: probeOf(group, ids[index]),
  }));
}

function probeOf({ flags = '01', tracestate }: TrafficGroup, traceId: string | undefined): Probe {
  const orderId = randomUUID();
  if (traceId === undefined) return { traceId: '', spanId: '', orderId, header: '' };
  const spanId = newSpanId();
  const header = `00-${traceId}-${spanId}-${flags}`;
  return { traceId, spanId, orderId, header, ...(tracestate && { tracestate }) };
}

function idsOf(group: TrafficGroup): string[] {
  const { count, spreadBy } = group;
  if (!spreadBy) return Array.from({ length: count }, (_, index) => chosenId(group, index));
  // An id that lies in a part which has one is let go: for 200 parts about 1 200 are drawn.
  const ids = new Map<number, string>();
  for (let draw = 0; ids.size < count; draw += 1) {
    if (draw > MOST_DRAWS) throw unmet(group, ids.size);
    const traceId = chosenId(group, 0);
    const part = Math.floor(spreadBy(traceId) * count);
    if (!ids.has(part)) ids.set(part, traceId);
  }
  return [...ids.values()];
}

function chosenId(group: TrafficGroup, index: number): string {
  const { count, ids, choose = () => true } = group;
  for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
    const traceId = ownTraceId(
      placeRandomPart(newTraceId(), ids === 'none' ? 'anywhere' : ids, index, count),
    );
    if (choose(traceId)) return traceId;
  }
  throw unmet(group, index);
}

function unmet({ label, count }: TrafficGroup, index: number): Error {
  return new Error(
    `no trace id of the group “${label}” meets its condition “choose” for request ${index + 1} of ${count}: ${MOST_DRAWS} were drawn. Give a condition that more ids meet.`,
  );
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
