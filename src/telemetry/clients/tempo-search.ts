import { z } from 'zod';
import { asJson, bodyOf, readAs } from './read-json.ts';
import type { TimeRange } from './time-range.ts';

/** What a search says of a trace. It may have seen a part of it only: the trace itself is read by its id. */
export interface TraceSummary {
  traceId: string;
  /** Of the root span; absent while the search has not seen it. */
  rootService?: string;
  rootName?: string;
  /** Milliseconds since the Unix epoch, with a fraction. */
  start: number;
  /** Milliseconds, in whole numbers; 0 for what is shorter than one. */
  duration: number;
}

/** How far a search goes. */
export interface SearchExtent {
  /** Whole seconds, rounded outwards; without it, all that is stored. */
  range?: TimeRange | undefined;
  /** Traces at most: where as many come, there may be more. */
  limit: number;
}

/** What Tempo puts for the name of a root that it has not seen. */
const UNSEEN = '<root span not yet received>';

// Tempo leaves out what is empty or zero.
const SearchSchema = z.object({
  traces: z
    .array(
      z.object({
        traceID: z.string(),
        rootServiceName: z.string().default(''),
        rootTraceName: z.string().default(''),
        startTimeUnixNano: z.string().regex(/^\d+$/).default('0'),
        durationMs: z.number().default(0),
      }),
    )
    .default([]),
});

/** Asks Tempo at `baseUrl` which traces match a TraceQL query; throws where it does not answer as it should. */
export async function searchTempo(
  baseUrl: string,
  query: string,
  { range, limit }: SearchExtent,
  signal: AbortSignal,
): Promise<TraceSummary[]> {
  const parameters = new URLSearchParams({ q: query, limit: String(limit), ...(range && seconds(range)) });
  const answer = await fetch(`${baseUrl}/api/search?${parameters}`, asJson(signal));
  return readAs(SearchSchema, await bodyOf(answer, 'Tempo'), 'Tempo').traces.map(summary);
}

function summary(found: z.infer<typeof SearchSchema>['traces'][number]): TraceSummary {
  const { traceID, rootServiceName, rootTraceName, startTimeUnixNano, durationMs } = found;
  return {
    // Leading zeros of an id are left out by the search.
    traceId: traceID.padStart(32, '0'),
    ...(rootServiceName && rootServiceName !== UNSEEN && { rootService: rootServiceName }),
    ...(rootTraceName && rootTraceName !== UNSEEN && { rootName: rootTraceName }),
    // Divided as integers first: nanoseconds since 1970 do not fit a double.
    start: Number(BigInt(startTimeUnixNano) / 1000n) / 1000,
    duration: durationMs,
  };
}

function seconds({ start, end }: TimeRange) {
  return { start: String(Math.floor(start / 1000)), end: String(Math.ceil(end / 1000)) };
}
