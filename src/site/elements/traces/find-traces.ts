import type { TraceList, TraceView } from '#api/trace-view.ts';
import { call } from '../server/bench-api.ts';

/** The attribute that tells which spans are of one order, whatever trace they are in. */
const ORDER_KEY = 'bookstore.order.id';
/** Traces of one order that are drawn: more do not fit beside each other. */
const DRAWN = 4;

/** A trace by its id, with the other traces that carry its order: a checkout may have fallen apart. */
export async function findTraces(traceId: string): Promise<TraceView[]> {
  const trace = await call<TraceView>('GET', `/api/traces/${traceId}`);
  const order = trace.spans.map(({ attributes }) => attributes[ORDER_KEY]).find((id) => id !== undefined);
  // Only what an id is made of: a value of the learner's own must not become another query.
  if (typeof order !== 'string' || !/^[\w-]+$/.test(order)) return [trace];
  const { traces } = await searchTraces(`{ span.${ORDER_KEY} = "${order}" }`).catch(() => ({ traces: [] }));
  const others = traces.map((one) => one.traceId).filter((id) => id !== traceId);
  const drawn = await Promise.all(
    others
      .slice(0, DRAWN - 1)
      .map((id) => call<TraceView>('GET', `/api/traces/${id}`).catch(() => undefined)),
  );
  return [trace, ...drawn.filter((one) => one !== undefined)];
}

/** Traces that match a TraceQL query, newest first. */
export function searchTraces(query: string): Promise<TraceList> {
  return call<TraceList>('GET', `/api/traces?q=${encodeURIComponent(query)}`);
}

/** The newest requests that reached the Bookstore, those of checks left out. */
export function recentTraces(): Promise<TraceList> {
  return call<TraceList>('GET', '/api/traces');
}
