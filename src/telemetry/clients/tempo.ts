import { z } from 'zod';
import { decodeTrace } from '../otlp/decode-trace.ts';
import type { Span } from '../trace/span.ts';
import { ask, type BackendAnswer } from './answer.ts';

/** Asks Tempo's HTTP API. Whatever goes wrong comes back as a value; only the signal makes a call throw. */
export interface Tempo {
  /** Every stored span of a trace; none when Tempo does not know it. */
  byId(traceId: string, signal: AbortSignal): Promise<BackendAnswer<Span[]>>;
  /** At most 2 000 trace ids in which spans match a TraceQL query, in `range` or ever; about a second behind what byId knows. */
  search(query: string, signal: AbortSignal, range?: TimeRange): Promise<BackendAnswer<string[]>>;
}

/** Milliseconds since the Unix epoch; a search rounds them to whole seconds, outwards. */
interface TimeRange {
  start: number;
  end: number;
}

/** Milliseconds for one answer. */
const LIMIT = 2000;
/** Traces in one answer: more than any experiment leaves. Tempo stops at 20 unless it is told. */
const SEARCH_LIMIT = '2000';
const ByIdSchema = z.object({ trace: z.unknown() });
const SearchSchema = z.object({ traces: z.array(z.object({ traceID: z.string() })).default([]) });

/** A client of the Tempo at `baseUrl`. */
export function tempoAt(baseUrl: string): Tempo {
  return {
    byId: (traceId, signal) =>
      ask('tempo', { limit: LIMIT, signal }, async (both) => {
        const answer = await fetch(`${baseUrl}/api/v2/traces/${traceId}`, asJson(both));
        if (answer.status === 404) return [];
        // A trace that is not there is answered with 200 and an empty one.
        return decodeTrace(ByIdSchema.parse(await bodyOf(answer)).trace ?? {});
      }),
    search: (query, signal, range) =>
      ask('search', { limit: LIMIT, signal }, async (both) => {
        const parameters = new URLSearchParams({
          q: query,
          limit: SEARCH_LIMIT,
          ...(range && seconds(range)),
        });
        const answer = await fetch(`${baseUrl}/api/search?${parameters}`, asJson(both));
        // Leading zeros of an id are left out here.
        return SearchSchema.parse(await bodyOf(answer)).traces.map(({ traceID }) =>
          traceID.padStart(32, '0'),
        );
      }),
  };
}

function seconds({ start, end }: TimeRange) {
  return { start: String(Math.floor(start / 1000)), end: String(Math.ceil(end / 1000)) };
}

function asJson(signal: AbortSignal): RequestInit {
  return { signal, headers: { accept: 'application/json' } };
}

async function bodyOf(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`Tempo answered ${answer.status}: ${text.trim().slice(0, 300)}`);
  return JSON.parse(text);
}
