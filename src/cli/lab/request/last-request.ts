import type { TraceView } from '#api/trace-view.ts';
import { OWN_SERVICE } from '#telemetry/trace/own-service.ts';
import type { Bench } from '../server/bench.ts';

/** Traces that are looked at: a check of another lab may have sent about twenty requests since. */
const MOST = 30;

/** A request that reached the Bookstore. */
export interface LastRequest {
  trace: string;
  /** When storefront wrote of it, in milliseconds since the Unix epoch. */
  time: number;
}

/** The newest request since a moment, as storefront's log names its trace, those of checks left out; undefined where there is none. */
export async function lastRequest(
  since: number,
  { call }: Pick<Bench, 'call'>,
): Promise<LastRequest | undefined> {
  const path = `/api/parts/storefront/logs?since=${Math.ceil(since)}`;
  const answer = await call<{ lines: { time: number; text: string }[] }>('GET', path);
  if (!answer.ok) return undefined;
  const newest = new Map<string, number>();
  for (const { time, text } of answer.body.lines.toReversed()) {
    const trace = /"trace_id":"([0-9a-f]{32})"/.exec(text)?.[1];
    if (trace && !newest.has(trace)) newest.set(trace, time);
  }
  for (const [trace, time] of [...newest].slice(0, MOST)) {
    const found = await call<TraceView>('GET', `/api/traces/${trace}`);
    // What is not stored, or not yet, is nobody's but the learner's: a check waits for its own.
    if (!found.ok || found.body.spans[0]?.service !== OWN_SERVICE) return { trace, time };
  }
  return undefined;
}
