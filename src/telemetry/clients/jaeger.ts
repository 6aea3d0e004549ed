import { z } from 'zod';
import { decodeTrace } from '../otlp/decode-trace.ts';
import type { Span } from '../trace/span.ts';
import { ask, type BackendAnswer } from './answer.ts';
import { asJson, bodyOf, readAs } from './read-json.ts';

/** Asks Jaeger's HTTP API. Whatever goes wrong comes back as a value; only the signal makes a call throw. */
export interface Jaeger {
  /** Every stored span of a trace; none when Jaeger does not know it. */
  byId(traceId: string, signal: AbortSignal): Promise<BackendAnswer<Span[], 'jaeger'>>;
}

/** Milliseconds for an answer: Jaeger keeps traces in memory, and answers at once unless the machine is busy. */
const TIMEOUT = 2000;
const TraceSchema = z.object({ result: z.unknown() });

/** A client of the Jaeger at `baseUrl`. */
export function jaegerAt(baseUrl: string): Jaeger {
  return {
    byId: (traceId, signal) =>
      ask('jaeger', { timeoutMs: TIMEOUT, signal }, async (both) => {
        // Version 3 of the API answers in OTLP.
        const answer = await fetch(`${baseUrl}/api/v3/traces/${traceId}`, asJson(both));
        if (answer.status === 404) return [];
        return decodeTrace(readAs(TraceSchema, await bodyOf(answer, 'Jaeger'), 'Jaeger').result ?? {});
      }),
  };
}
