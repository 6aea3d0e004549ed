import type { Span } from '#telemetry/span.ts';
import type { KeyedLog } from './sighting.ts';
import type { Evidence } from './verdict.ts';

/** A span as a fact of a verdict. */
export function spanFact(span: Span, note: string): Evidence {
  return { traceId: span.traceId, spanId: span.spanId, service: span.service, note };
}

/** The trace ids that services wrote into their log lines of one order, a fact a service. */
export function logFacts(logs: readonly KeyedLog[]): Evidence[] {
  const first = new Map(logs.toReversed().map((log) => [log.service, log]));
  return [...first.values()].reverse().map((log) => ({
    traceId: log.traceId,
    ...(log.spanId && { spanId: log.spanId }),
    service: log.service,
    note: `Its log line “${log.message}” has ${log.traceId ? `trace_id ${log.traceId}` : 'no trace_id'}.`,
  }));
}
