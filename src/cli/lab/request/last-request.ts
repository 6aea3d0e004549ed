import { isOwnTraceId } from '#telemetry/trace/own-trace-id.ts';
import type { Bench } from '../server/bench.ts';

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
  for (const { time, text } of answer.body.lines.toReversed()) {
    const trace = /"trace_id":"([0-9a-f]{32})"/.exec(text)?.[1];
    if (trace && !isOwnTraceId(trace)) return { trace, time };
  }
  return undefined;
}
