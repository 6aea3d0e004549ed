import type { Evidence } from '#course/verdict.ts';
import { SERVICES } from '#system/part-names.ts';
import type { Span } from '#telemetry/trace/span.ts';
import type { KeyedLog } from './experiments/checkout/probes/probe-result.ts';

/** A span as a fact of a verdict. */
export function spanFact(span: Span, note: string): Evidence {
  return { traceId: span.traceId, spanId: span.spanId, service: span.service, note };
}

/** The trace ids that services wrote into their log lines of one order, a fact a service, upstream first. */
export function logFacts(logs: readonly KeyedLog[]): Evidence[] {
  return SERVICES.flatMap((service) => {
    const log = logs.find((one) => one.service === service);
    if (!log) return [];
    const { traceId, spanId, message } = log;
    const said = traceId ? `trace_id ${traceId}` : 'no trace_id';
    return [{ traceId, ...(spanId && { spanId }), service, note: `Its log line “${message}” has ${said}.` }];
  });
}
