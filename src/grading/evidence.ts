import type { Evidence } from '#course/verdict.ts';
import { SERVICES } from '#system/part-names.ts';
import type { Span } from '#telemetry/trace/span.ts';
import type { KeyedLog } from './experiments/checkout/probes/probe-result.ts';
import { keyedLogFact } from './log-evidence.ts';

/** A span as a fact of a verdict. */
export function spanFact(span: Span, note: string): Evidence {
  return { kind: 'span', traceId: span.traceId, spanId: span.spanId, service: span.service, note };
}

/** What is seen of a service in a trace as a whole, or missed there. */
export function traceFact(traceId: string, service: string, note: string): Evidence {
  return { kind: 'span', traceId, service, note };
}

/** The trace ids that services wrote into their log lines of one order, a fact a service, upstream first. */
export function logFacts(logs: readonly KeyedLog[]): Evidence[] {
  return SERVICES.flatMap((service) => {
    const log = logs.find((one) => one.service === service);
    if (!log) return [];
    const said = log.traceId ? `trace_id ${log.traceId}` : 'no trace_id';
    return [keyedLogFact(log, `Its log line “${log.message}” has ${said}.`, 'trace_id')];
  });
}
