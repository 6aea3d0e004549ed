import { randomUUID } from 'node:crypto';
import { newSpanId, newTraceId } from '#telemetry/trace/ids.ts';
import type { Probe } from '../checkout/probes/probe.ts';
import { ownTraceId } from '../own-id.ts';
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
const CARD = '4242424242424242';

/** Draws for one id at most: one that a thousandth of all ids meets is missed by all of them in one attempt out of 10^8. */
const MOST_DRAWS = 20_000;

/** Every request of an attempt in the order in which they are sent: what comes first, then all the others shuffled, so that no group is at an end. */
export function planTraffic(groups: readonly TrafficGroup[]): PlannedRequest[] {
  const first = groups.filter((group) => group.first).flatMap(requestsOf);
  const others = groups.filter((group) => !group.first).flatMap(requestsOf);
  return [...first, ...shuffled(others)];
}

function requestsOf(group: TrafficGroup): PlannedRequest[] {
  const { count, books = BOOKS, card = CARD, to = 'storefront' } = group;
  return Array.from({ length: count }, (_, index) => ({
    ...{ group, card, to, book: books[index % books.length]! },
    probe: probeOf(group, index),
  }));
}

function probeOf(group: TrafficGroup, index: number): Probe {
  const orderId = randomUUID();
  if (group.ids === 'none') return { traceId: '', spanId: '', orderId, header: '' };
  const [traceId, spanId] = [chosenId(group, index), newSpanId()];
  const { flags = '01', tracestate } = group;
  const header = `00-${traceId}-${spanId}-${flags}`;
  return { traceId, spanId, orderId, header, ...(tracestate && { tracestate }) };
}

function chosenId({ label, count, ids, choose = () => true }: TrafficGroup, index: number): string {
  for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
    const traceId = ownTraceId(
      placeRandomPart(newTraceId(), ids === 'none' ? 'anywhere' : ids, index, count),
    );
    if (choose(traceId, index, count)) return traceId;
  }
  throw new Error(
    `no trace id of the group “${label}” meets its condition “choose” for request ${index + 1} of ${count}: ${MOST_DRAWS} were drawn. Give a condition that more ids meet.`,
  );
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
