import { z } from 'zod';
import { decodeTrace } from '../otlp/decode-trace.ts';
import type { Span } from '../trace/span.ts';
import { ask, type BackendAnswer } from './answer.ts';
import { asJson, bodyOf, readAs } from './read-json.ts';
import { type SearchExtent, searchTempo, type TraceSummary } from './tempo-search.ts';
import type { TimeRange } from './time-range.ts';

/** Asks Tempo's HTTP API. Whatever goes wrong comes back as a value; only the signal makes a call throw. */
export interface Tempo {
  /** Every stored span of a trace; none when Tempo does not know it. */
  byId(traceId: string, signal: AbortSignal): Promise<BackendAnswer<Span[]>>;
  /** At most 2 000 trace ids in which spans match a TraceQL query, in `range` or ever; about a second behind what byId knows. */
  search(query: string, signal: AbortSignal, range?: TimeRange): Promise<BackendAnswer<string[]>>;
}

/** Looks for many traces at a time, such as those of an experiment with hundreds of requests. */
export interface TempoSummaries {
  /** Traces in which spans match a TraceQL query, at most 2000, with what a list of them shows. */
  summaries(
    query: string,
    signal: AbortSignal,
    extent?: Partial<SearchExtent>,
  ): Promise<BackendAnswer<TraceSummary[]>>;
}

/** Milliseconds. Measured answers take 17–33 ms by id; a Tempo that needs a hundred times as long is not well. */
const TIMEOUT = 2000;
/** Traces in one answer at most: more than any experiment leaves. Milliseconds for their summaries. */
const MANY = 2000;
const MANY_TIMEOUT = 5000;
const ByIdSchema = z.object({ trace: z.unknown() });

/** A client of the Tempo at `baseUrl`. */
export function tempoAt(baseUrl: string): Tempo & TempoSummaries {
  return {
    byId: (traceId, signal) =>
      ask('tempo', { timeoutMs: TIMEOUT, signal }, async (both) => {
        const answer = await fetch(`${baseUrl}/api/v2/traces/${traceId}`, asJson(both));
        if (answer.status === 404) return [];
        // A trace that is not there is answered with 200 and an empty one.
        return decodeTrace(readAs(ByIdSchema, await bodyOf(answer, 'Tempo'), 'Tempo').trace ?? {});
      }),
    search: (query, signal, range) =>
      ask('search', { timeoutMs: TIMEOUT, signal }, async (both) => {
        const found = await searchTempo(baseUrl, query, { range, limit: MANY }, both);
        return found.map(({ traceId }) => traceId);
      }),
    summaries: (query, signal, { range, limit = MANY } = {}) =>
      ask('search', { timeoutMs: MANY_TIMEOUT, signal }, (both) =>
        searchTempo(baseUrl, query, { range, limit: Math.min(limit, MANY) }, both),
      ),
  };
}
